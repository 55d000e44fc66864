import type { Sector } from '@underpin/model';

const made = new WeakMap<Sector, (use: number) => number>();

/** Finds the assessment of a service use: same arrangement, provider and service type; -1 when none was made. The index of a sector is made once. */
export function assessmentsOf(sector: Sector): (use: number) => number {
  let find = made.get(sector);
  if (find === undefined) made.set(sector, (find = indexed(sector)));
  return find;
}

function indexed(sector: Sector): (use: number) => number {
  const { assessments, serviceUses } = sector;
  const index = new Map<string, number>();
  for (let row = 0; row < assessments.count; row += 1) {
    const type = assessments.serviceType.values[assessments.serviceType.codes[row] as number] ?? '';
    index.set(`${assessments.arrangement[row]} ${assessments.provider[row]} ${type}`, row);
  }
  return (use) => {
    const type = serviceUses.serviceType.values[serviceUses.serviceType.codes[use] as number] ?? '';
    return index.get(`${serviceUses.arrangement[use]} ${serviceUses.provider[use]} ${type}`) ?? -1;
  };
}

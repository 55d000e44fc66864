import { dateOfDay, textAt, trialArm } from '@underpin/model';
import type { Finding, TrialEndpoint, TrialObservations } from '@underpin/model';
import { sampleQuantile } from '../estimators/sample-quantile.ts';

/** Factors by which values differ when a unit was mistaken: thousands, minutes and hours, percent, binary thousands. */
const factors = [60, 100, 1000, 1024, 3600, 60_000, 1e6, 1024 ** 2, 1e9];
const near = 0.1;

/**
 * Finds days, and whole arms, whose values are off by a factor that units differ by. Where the source states its unit, they are
 * told and count; where it states none, they are told and withheld, so that they can only leave the trial short of data.
 */
export function mixedUnits(
  data: TrialObservations,
  endpoint: TrialEndpoint | undefined,
  unitStated: ReadonlySet<string>,
): { readonly data: TrialObservations; readonly findings: readonly Finding[] } {
  if (endpoint === undefined || (endpoint.estimator !== 'shift' && endpoint.estimator !== 'quantile ratio'))
    return { data, findings: [] };
  const groups = Map.groupBy(
    Array.from({ length: data.count }, (_, at) => at),
    (at) => `${data.arm[at] === trialArm.candidate ? 'candidate' : 'incumbent'} ${textAt(data.workload, at)}`,
  );
  const withheld = new Set<number>();
  const findings: Finding[] = [];
  const tell = (group: string, message: string, rows: readonly number[]): void => {
    const stated = unitStated.has(`${endpoint.id} ${group}`);
    if (!stated) for (const at of rows) withheld.add(at);
    findings.push({
      rule: 'trial-unit-mix-up',
      severity: stated ? 'warning' : 'error',
      location: { file: data.endpoint },
      key: group,
      message: `${message} ${stated ? `The source states its unit, so they count.` : `The source states no unit, so they are withheld: state the unit, or correct the values.`}`,
      source: 'Underpin, method of trials',
    });
  };
  const medians = new Map<string, number>();
  for (const [group, rows] of groups) {
    const whole = medianOf(data, rows);
    medians.set(group, whole);
    const off: { readonly day: number; readonly rows: readonly number[]; readonly factor: number }[] = [];
    for (const [day, own] of Map.groupBy(rows, (at) => data.day[at] as number)) {
      const factor = suspicious(medianOf(data, own) / whole);
      if (factor !== null) off.push({ day, rows: own, factor });
    }
    const [first] = off;
    if (first !== undefined)
      tell(
        group,
        `Values of "${endpoint.name}" (${group}) on ${off.length} days (first ${dateOfDay(first.day)}) differ from the other days by a factor of about ${first.factor}, as if in another unit.`,
        off.flatMap((one) => one.rows),
      );
  }
  for (const [group, rows] of groups) {
    if (!group.startsWith('candidate ')) continue;
    const other = `incumbent ${group.slice('candidate '.length)}`;
    const factor = suspicious((medians.get(group) ?? Number.NaN) / (medians.get(other) ?? Number.NaN));
    if (factor === null) continue;
    const stated = unitStated.has(`${endpoint.id} ${group}`) && unitStated.has(`${endpoint.id} ${other}`);
    const message = `Values of "${endpoint.name}" on "${group.slice('candidate '.length)}" differ between the arms by a factor of about ${factor}, as if in another unit.`;
    if (stated) tell(group, message, []);
    else
      for (const [name, own] of [
        [group, rows],
        [other, groups.get(other) ?? []],
      ] as const)
        if (!unitStated.has(`${endpoint.id} ${name}`)) tell(name, message, own);
  }
  if (withheld.size === 0) return { data, findings };
  const value = data.value.map((one, at) => (withheld.has(at) ? Number.NaN : one));
  return { data: { ...data, value }, findings };
}

function medianOf({ value, weight }: TrialObservations, rows: readonly number[]): number {
  if (weight === undefined) return sampleQuantile(Float64Array.from(rows, (at) => value[at] as number).toSorted(), 0.5);
  const sorted = rows.toSorted((a, b) => (value[a] as number) - (value[b] as number));
  const half = sorted.reduce((sum, at) => sum + (weight[at] as number), 0) / 2;
  let seen = 0;
  for (const at of sorted) {
    seen += weight[at] as number;
    if (seen >= half) return value[at] as number;
  }
  return Number.NaN;
}

function suspicious(ratio: number): number | null {
  if (!(ratio > 0)) return null;
  const size = ratio > 1 ? ratio : 1 / ratio;
  const found = factors.toSorted((a, b) => Math.abs(Math.log(size / a)) - Math.abs(Math.log(size / b)))[0];
  return found !== undefined && Math.abs(Math.log(size / found)) < near ? found : null;
}

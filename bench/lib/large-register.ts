import { doraProfiles, writeDoraPackage } from '@underpin/formats';
import type { RegisterProfile, Table } from '@underpin/model';
import { TableBuilder, completeLei, seededRandom } from '@underpin/model';

const sizes = { entities: 120, providers: 900, arrangements: 6_000, functions: 800 };

/** A seeded register whose B_02.02 has `rows` rows, with everything that its references point to: no check finds fault. */
export async function largeRegister(
  rows: number,
  seed: number,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly profile: RegisterProfile }> {
  const [profile] = doraProfiles;
  if (profile === undefined) throw new RangeError('There is no DORA profile');
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const listed = (name: string): string[] => Object.keys(profile.lists[name] ?? {});
  const builder = (code: string): TableBuilder => {
    const table = profile.tables.find((known) => known.code === code);
    return new TableBuilder(
      code,
      table?.file ?? '',
      (table?.columns ?? []).map((column) => column.code),
    );
  };
  const number = (value: number, width: number): string => String(value).padStart(width, '0');
  const leis = Array.from({ length: sizes.entities }, (_, at) => completeLei(`5299${number(at, 14)}`));
  const providers = Array.from({ length: sizes.providers }, (_, at) => completeLei(`7245${number(at, 14)}`));
  const arrangements = Array.from(
    { length: sizes.arrangements },
    (_, at) => `ICT-${2015 + (at % 10)}-${number(at, 6)}`,
  );
  const functions = Array.from({ length: sizes.functions }, (_, at) => ({ id: `F${at + 1}`, lei: pick(leis) }));
  const countries = listed('COUNTRY_252').slice(0, 40);
  const services = listed('ICT_SERVICE_19');
  const date = (): string =>
    `${2018 + Math.floor(random() * 7)}-${number(1 + Math.floor(random() * 12), 2)}-${number(1 + Math.floor(random() * 28), 2)}`;

  const tables = new Map<string, Table>();
  const fill = (code: string, items: Iterable<Record<string, string>>): void => {
    const table = builder(code);
    for (const item of items) table.addRow(item);
    tables.set(code, table.build());
  };
  fill(
    'B_01.02',
    leis.map((c0010, at) => ({ c0010, c0020: `Entity ${at}`, c0060: leis[0] as string })),
  );
  fill(
    'B_02.01',
    arrangements.map((c0010) => ({ c0010, c0020: 'eba_CO:x1', c0040: 'eba_CU:EUR', c0050: '125000' })),
  );
  fill(
    'B_05.01',
    providers.map((c0010, at) => ({ c0010, c0020: 'eba_qCO:qx2000', c0050: `Provider ${at}` })),
  );
  fill(
    'B_06.01',
    functions.map(({ id, lei }) => ({ c0010: id, c0040: lei, c0030: `Function ${id}` })),
  );
  const signed = arrangements.map((arrangement) => ({ arrangement, provider: pick(providers) }));
  fill(
    'B_03.02',
    signed.map(({ arrangement, provider }) => ({ c0010: arrangement, c0020: provider })),
  );
  const seen = new Set<string>();
  const uses = builder('B_02.02');
  while (uses.rowCount < rows) {
    const { arrangement, provider } = pick(signed);
    const used = pick(functions);
    const places = [pick(countries), pick(countries), pick(countries)] as const;
    const service = pick(services);
    const key = [arrangement, used.id, service, ...places].join();
    if (seen.has(key)) continue;
    seen.add(key);
    uses.addRow({
      c0010: arrangement,
      c0020: used.lei,
      c0030: provider,
      c0040: 'eba_qCO:qx2000',
      c0050: used.id,
      c0060: service,
      c0070: date(),
      c0080: '9999-12-31',
      c0100: String(30 * Math.ceil(random() * 12)),
      c0110: String(30 * Math.ceil(random() * 12)),
      c0120: pick(countries.filter((code) => code.startsWith('eba_GA:') && code !== 'eba_GA:qx2007')),
      c0130: places[0],
      c0140: pick(listed('YES_NO_2')),
      c0150: places[1],
      c0160: places[2],
      c0170: pick(listed('SENSITIVENESS_3')),
      c0180: pick(listed('RELIANCE_4')),
    });
  }
  tables.set('B_02.02', uses.build());
  const meta = {
    lei: leis[0] as string,
    scope: 'CON',
    country: 'FR',
    referenceDate: '2025-12-31',
    stamp: '20260131120000000',
    currency: 'EUR',
  } as const;
  return { ...(await writeDoraPackage(profile, meta, tables)), profile };
}

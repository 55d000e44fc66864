import { doraProfiles, writeDoraPackage } from '@underpin/formats';
import type { IdentityIndex, Table } from '@underpin/model';
import { TableBuilder, completeLei, seededRandom } from '@underpin/model';

const sizes = { entities: 60, providers: 900, arrangements: 5_000, functions: 1_500, uses: 64_000 };
const [yes, lei] = ['eba_BT:x28', 'eba_qCO:qx2000'];

/**
 * A seeded register of about 100,000 rows in all fifteen tables, with what every layer of checks asks for, one authority's
 * rules included: nothing is to be found in it, so a run costs what the checks cost and not what telling costs.
 */
export async function completeRegister(seed: number): Promise<{
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  readonly identity: IdentityIndex;
}> {
  const profile = doraProfiles.find(({ id }) => id === 'dora-4.0');
  if (profile === undefined) throw new RangeError('There is no profile dora-4.0');
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const range = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));
  const padded = (value: number, width: number): string => String(value).padStart(width, '0');
  const leis = range(sizes.entities, (at) => completeLei(`5299${padded(at, 6)}ENTITY${padded(at, 2)}`));
  const providers = range(sizes.providers, (at) => completeLei(`7245${padded(at, 6)}SUPPLY${padded(at % 100, 2)}`));
  const head = leis[0] as string;
  const date = (from: number, years: number): string =>
    `${from + below(years)}-${padded(1 + below(12), 2)}-${padded(1 + below(28), 2)}`;
  const countries = Object.keys(profile.lists.COUNTRY_251 ?? {}).slice(0, 40);
  const services = Object.keys(profile.lists.ICT_SERVICE_19 ?? {});
  const activities = Object.keys(profile.lists.LICENSED_ACTIVITY_131 ?? {});

  const functions = range(sizes.functions, (at) => ({
    id: `F${at + 1}`,
    owner: leis[at % leis.length] as string,
    critical: random() < 0.4,
  }));
  const arrangements = range(sizes.arrangements, (at) => ({
    reference: `ICT-${2015 + (at % 10)}-${padded(at, 6)}`,
    provider: pick(leis),
    service: pick(services),
    start: date(2018, 6),
    functions: range(4, () => pick(functions)),
  }));
  const rows = new Map<string, Record<string, string>[]>(profile.tables.map(({ code }) => [code, []]));
  const put = (code: string, row: Record<string, string>): void => void rows.get(code)?.push(row);

  put('B_01.01', {
    c0010: head,
    c0020: 'Entity 0',
    c0030: 'eba_GA:FR',
    c0040: 'eba_CT:x12',
    c0050: 'Authority',
    c0060: '2025-03-31',
  });
  for (const [at, c0010] of leis.entries()) {
    put('B_01.02', {
      c0010,
      c0020: `Entity ${at}`,
      c0030: 'eba_GA:FR',
      c0040: 'eba_CT:x12',
      c0050: at === 0 ? 'eba_RP:x53' : 'eba_RP:x56',
      c0060: head,
      c0070: '2025-12-31',
      c0080: '2023-01-01',
      c0090: '9999-12-31',
      c0100: 'eba_CU:EUR',
      c0110: String(1_000_000 + below(1_000_000)),
    });
  }
  for (const { id, owner, critical } of functions) {
    put('B_06.01', {
      c0010: id,
      c0020: pick(activities),
      c0030: `Function ${id}`,
      c0040: owner,
      c0050: critical ? yes : 'eba_BT:x29',
      c0060: critical ? 'Clients would be harmed within a day' : '',
      c0070: date(2023, 2),
      c0080: String(2 + below(70)),
      c0090: '1',
      c0100: 'eba_ZZ:x792',
    });
  }
  const supply = [...leis, ...providers];
  for (const [at, c0010] of supply.entries()) {
    put('B_05.01', {
      c0010,
      c0020: lei,
      c0050: `Provider ${at}`,
      c0060: `Provider ${at}`,
      c0070: 'eba_CT:x212',
      c0080: pick(countries),
      c0090: 'eba_CU:EUR',
      c0100: String(below(1_000_000)),
      c0110: c0010,
      c0120: lei,
    });
  }
  const seen = new Set<string>();
  const once = (key: string): boolean => seen.size < seen.add(key).size;
  for (const { reference, provider, service } of arrangements) {
    put('B_02.01', {
      c0010: reference,
      c0020: 'eba_CO:x2',
      c0030: reference,
      c0040: 'eba_CU:EUR',
      c0050: String(below(100_000)),
    });
    put('B_03.01', { c0010: reference, c0020: head, c0030: 'true' });
    put('B_03.02', { c0010: reference, c0020: provider, c0030: lei });
    put('B_03.03', { c0010: reference, c0020: provider, c0031: 'true' });
    const chain = { c0010: reference, c0020: service, c0040: lei };
    put('B_05.02', { ...chain, c0030: provider, c0050: '1', c0060: provider });
    put('B_05.02', { ...chain, c0030: pick(providers), c0050: '2', c0060: provider, c0070: lei });
  }
  const addUse = (arrangement: (typeof arrangements)[number], used: (typeof functions)[number]): void => {
    const { reference, provider, service, start } = arrangement;
    const [provision, storage, processing] = [pick(countries), pick(countries), pick(countries)];
    if (!once([reference, used.id, provision, storage, processing].join())) return;
    put('B_02.02', {
      c0010: reference,
      c0020: used.owner,
      c0030: provider,
      c0040: lei,
      c0050: used.id,
      c0060: service,
      c0070: start,
      c0080: '9999-12-31',
      c0100: String(30 * (1 + below(12))),
      c0110: String(30 * (1 + below(12))),
      c0120: 'eba_GA:FR',
      c0130: provision,
      c0140: yes,
      c0150: storage,
      c0160: processing,
      c0170: pick(['eba_ZZ:x791', 'eba_ZZ:x792', 'eba_ZZ:x793']),
      c0180: pick(['eba_ZZ:x794', 'eba_ZZ:x795', 'eba_ZZ:x796', 'eba_ZZ:x797']),
    });
    if (once(`${reference} ${used.owner}`))
      put('B_04.01', { c0010: reference, c0020: used.owner, c0030: 'eba_ZZ:x839', c0040: 'Not applicable' });
    if (once(reference)) {
      put('B_07.01', {
        c0010: reference,
        c0020: provider,
        c0030: lei,
        c0040: service,
        c0050: 'eba_ZZ:x961',
        c0070: date(2023, 2),
        c0080: yes,
        c0090: 'eba_ZZ:x966',
        c0100: 'eba_ZZ:x792',
        c0110: 'eba_BT:x29',
      });
    }
  };
  // Every function and every arrangement is used at least once; the rest falls where it falls.
  for (const [at, used] of functions.entries()) {
    const arrangement = arrangements[at % arrangements.length];
    if (arrangement !== undefined) addUse(arrangement, used);
  }
  for (const arrangement of arrangements) addUse(arrangement, pick(arrangement.functions));
  while ((rows.get('B_02.02')?.length ?? 0) < sizes.uses) {
    const arrangement = pick(arrangements);
    addUse(arrangement, pick(arrangement.functions));
  }
  put('B_99.01', Object.fromEntries(profile.tables.at(-1)?.columns.map(({ code }) => [code, 'As defined']) ?? []));

  const tables = new Map<string, Table>();
  let total = 0;
  for (const { code, file, columns } of profile.tables) {
    const builder = new TableBuilder(
      code,
      file,
      columns.map((column) => column.code),
    );
    for (const row of rows.get(code) ?? []) builder.addRow(row);
    total += builder.rowCount;
    tables.set(code, builder.build());
  }
  const meta = {
    lei: head,
    scope: 'CON',
    country: 'FR',
    referenceDate: '2025-12-31',
    stamp: '20260131120000000',
    currency: 'EUR',
  } as const;
  const record = { country: 'FR', entityStatus: 'ACTIVE', registrationStatus: 'ISSUED', successor: '' };
  const identity: IdentityIndex = {
    sources: ['made for this bench'],
    records: new Map(supply.map((code, at) => [code, { name: `Entity ${at}`, ...record }])),
    ultimateParents: new Map(supply.map((code) => [code, code])),
  };
  return { ...(await writeDoraPackage(profile, meta, tables)), rows: total, identity };
}

import { doraProfiles, writeDoraPackage } from '@underpin/formats';
import type { PackageEntry, RegisterPackage, RegisterProfile, Table } from '@underpin/model';
import { TableBuilder, completeLei } from '@underpin/model';

export type Rows = Record<string, Record<string, string>[]>;

export const codes = {
  head: completeLei('529900HEADBANK0000'),
  unit: completeLei('529900UNITBANK0000'),
  host: completeLei('724500HOSTLY000000'),
  holding: completeLei('724500HOLDLY000000'),
  part: completeLei('724500PARTSY000000'),
} as const;

export type Scope = 'IND' | 'CON';

const yes = 'eba_BT:x28';
const lei = 'eba_qCO:qx2000';

/** Rows of a register in which nothing is to be found: of one bank, or of a bank with a subsidiary, a branch and a supply chain. */
export function cleanRows(scope: Scope): Rows {
  const { head, unit, host, holding, part } = codes;
  const group = scope === 'CON';
  const entity = (code: string, name: string, hierarchy: string): Record<string, string> => ({
    c0010: code,
    c0020: name,
    c0030: 'eba_GA:FR',
    c0040: 'eba_CT:x12',
    c0050: hierarchy,
    c0060: head,
    c0070: '2025-12-31',
    c0080: '2024-01-01',
    c0090: '9999-12-31',
    c0100: 'eba_CU:EUR',
    c0110: '1000000',
  });
  const provider = (code: string, name: string, country: string, paid: string): Record<string, string> => ({
    c0010: code,
    c0020: lei,
    c0050: name,
    c0060: name,
    c0070: 'eba_CT:x212',
    c0080: country,
    c0090: paid === '' ? '' : 'eba_CU:EUR',
    c0100: paid,
    c0110: holding,
    c0120: lei,
  });
  const use = (reference: string, user: string, functionId: string): Record<string, string> => ({
    c0010: reference,
    c0020: user,
    c0030: host,
    c0040: lei,
    c0050: functionId,
    c0060: 'eba_TA:S17',
    c0070: '2023-01-01',
    c0080: '9999-12-31',
    c0100: '90',
    c0110: '180',
    c0120: 'eba_GA:FR',
    c0130: 'eba_GA:IE',
    c0140: yes,
    c0150: 'eba_GA:IE',
    c0160: 'eba_GA:IE',
    c0170: 'eba_ZZ:x793',
    c0180: 'eba_ZZ:x796',
  });
  const functionRow = (id: string, owner: string): Record<string, string> => ({
    c0010: id,
    c0020: 'eba_TA:x182',
    c0030: 'Payments',
    c0040: owner,
    c0050: yes,
    c0060: 'Clients would be harmed within a day',
    c0070: '2025-06-30',
    c0080: '8',
    c0090: '4',
    c0100: 'eba_ZZ:x793',
  });
  const link = { c0030: 'true' };
  const references = group ? ['C-1', 'C-2'] : ['C-1'];
  const users = group ? [head, unit] : [head];
  const owned = users.map((owner, at) => ({ owner, id: `F${at + 1}`, reference: references[at] as string }));
  return {
    'B_01.01': [
      {
        c0010: head,
        c0020: 'Headbank',
        c0030: 'eba_GA:FR',
        c0040: 'eba_CT:x12',
        c0050: 'ACPR',
        c0060: '2025-12-31',
      },
    ],
    'B_01.02': group
      ? [entity(head, 'Headbank', 'eba_RP:x53'), entity(unit, 'Unitbank', 'eba_RP:x56')]
      : [entity(head, 'Headbank', 'eba_RP:x21')],
    'B_01.03': group ? [{ c0010: 'HB-LU', c0020: head, c0030: 'Headbank Luxembourg', c0040: 'eba_GA:LU' }] : [],
    'B_02.01': references.map((c0010, at) => ({
      c0010,
      c0020: at === 0 ? (group ? 'eba_CO:x2' : 'eba_CO:x1') : 'eba_CO:x3',
      c0030: at === 0 ? '' : 'C-1',
      c0040: 'eba_CU:EUR',
      c0050: '1200',
    })),
    'B_02.02': owned.map(({ owner, id, reference }) => use(reference, owner, id)),
    'B_02.03': [],
    'B_03.01': references.map((c0010) => ({ c0010, c0020: head, ...link })),
    'B_03.02': references.map((c0010) => ({ c0010, c0020: host, c0030: lei })),
    'B_03.03': [],
    'B_04.01': owned.map(({ owner, reference }) => ({
      c0010: reference,
      c0020: owner,
      c0030: 'eba_ZZ:x839',
      c0040: 'Not applicable',
    })),
    'B_05.01': [
      provider(host, 'Hostly', 'eba_GA:IE', '2400'),
      provider(holding, 'Holdly', 'eba_GA:US', ''),
      ...(group ? [provider(part, 'Partsy', 'eba_GA:DE', '')] : []),
    ],
    'B_05.02': [
      ...references.map((c0010) => ({
        c0010,
        c0020: 'eba_TA:S17',
        c0030: host,
        c0040: lei,
        c0050: '1',
        c0060: host,
        c0070: lei,
      })),
      ...(group
        ? [{ c0010: 'C-1', c0020: 'eba_TA:S17', c0030: part, c0040: lei, c0050: '2', c0060: host, c0070: lei }]
        : []),
    ],
    'B_06.01': owned.map(({ owner, id }) => functionRow(id, owner)),
    'B_07.01': references.map((c0010) => ({
      c0010,
      c0020: host,
      c0030: lei,
      c0040: 'eba_TA:S17',
      c0050: 'eba_ZZ:x961',
      c0060: '',
      c0070: '2025-03-31',
      c0080: yes,
      c0090: 'eba_ZZ:x966',
      c0100: 'eba_ZZ:x793',
      c0110: 'eba_BT:x29',
      c0120: '',
    })),
    'B_99.01': [
      Object.fromEntries(
        Array.from({ length: 19 }, (_, at) => [`c0${String((at + 1) * 10).padStart(3, '0')}`, 'As defined']),
      ),
    ],
  };
}

interface Shape {
  readonly scope?: Scope;
  readonly profile?: RegisterProfile;
}

export function profileNamed(id: string): RegisterProfile {
  const found = doraProfiles.find((profile) => profile.id === id);
  if (found === undefined) throw new RangeError(`There is no profile "${id}"`);
  return found;
}

export function tablesOf(rows: Rows, profile: RegisterProfile): Map<string, Table> {
  const tables = new Map<string, Table>();
  for (const { code, file, columns } of profile.tables) {
    const builder = new TableBuilder(
      code,
      `reports/${file}`,
      columns.map((column) => column.code),
    );
    for (const row of rows[code] ?? []) builder.addRow(row);
    tables.set(code, builder.build());
  }
  return tables;
}

const meta = {
  lei: codes.head,
  country: 'FR',
  referenceDate: '2025-12-31',
  stamp: '20260131120000000',
  currency: 'EUR',
};

/** A register with these rows as the reader would give it, without the way through a file. */
export function fullPackage(
  rows: Rows,
  { scope = 'CON', profile = profileNamed('dora-4.0') }: Shape = {},
): RegisterPackage {
  const stem = `${meta.lei}.${scope}_FR_DORA010100_DORA_2025-12-31_20260131120000000`;
  const tables = tablesOf(rows, profile);
  const side = (role: string, columns: string[], lines: string[][]): Table => {
    const builder = new TableBuilder(
      role,
      `reports/${role === 'parameters' ? 'parameters' : 'FilingIndicators'}.csv`,
      columns,
    );
    for (const line of lines) builder.add(line);
    return builder.build();
  };
  const sides = new Map([
    [
      'parameters',
      side(
        'parameters',
        ['name', 'value'],
        [
          ['entityID', `rs:${meta.lei}.${scope}`],
          ['refPeriod', '2025-12-31'],
        ],
      ),
    ],
    [
      'indicators',
      side(
        'indicators',
        ['templateID', 'reported'],
        profile.tables.map(({ code }) => [code, 'true']),
      ),
    ],
  ]);
  const files = [...tables.values(), ...sides.values()];
  const paths = ['META-INF/reportPackage.json', 'reports/report.json', ...files.map(({ file }) => file)];
  return {
    name: `${stem}.zip`,
    sha256: '0'.repeat(64),
    bytes: 1,
    profile,
    entity: meta.lei,
    referenceDate: '2025-12-31',
    entries: paths.map((path): PackageEntry => ({ path: `${stem}/${path}`, bytes: 1 })),
    headers: new Map(files.map((table) => [table.file, [...table.columns.keys()]])),
    tables,
    sides,
    report: '{}',
    ragged: [],
    findings: [],
  };
}

/** The same register as the bytes of a package. */
export async function fullZip(
  rows: Rows,
  { scope = 'CON', profile = profileNamed('dora-4.0') }: Shape = {},
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  return await writeDoraPackage(profile, { ...meta, scope }, tablesOf(rows, profile));
}

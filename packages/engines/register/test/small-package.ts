import type { PackageEntry, RaggedRow, RegisterPackage, RegisterProfile, Table } from '@underpin/model';
import { TableBuilder } from '@underpin/model';

/** A register of two tables with every kind of column, a composite reference and a reference to the own table. */
export const smallProfile: RegisterProfile = {
  id: 'dora-small',
  format: 'dora',
  version: '0',
  title: 'Small register',
  source: 'this test',
  validFrom: '2025-01-01',
  entryPoint: 'http://example.org/small.json',
  lists: { COLOUR: { 'x:red': 'Red', 'x:blue': 'Blue' } },
  tables: [
    {
      code: 'B_01.01',
      file: 'b_01.01.csv',
      title: 'Things',
      columns: [
        { code: 'c0010', label: 'Id', type: 'text', key: true, expected: true },
        { code: 'c0020', label: 'Owner', type: 'text', key: true, expected: true },
        { code: 'c0030', label: 'Colour', type: 'list', list: 'COLOUR', key: false, expected: false },
        { code: 'c0040', label: 'Amount', type: 'decimal', key: false, expected: false },
        { code: 'c0050', label: 'Since', type: 'date', key: false, expected: false },
        { code: 'c0060', label: 'Count', type: 'integer', key: false, expected: false },
        { code: 'c0070', label: 'Link', type: 'true', key: false, expected: false },
      ],
      primaryKey: ['c0010', 'c0020'],
      references: [],
    },
    {
      code: 'B_02.01',
      file: 'b_02.01.csv',
      title: 'Uses',
      columns: [
        { code: 'c0010', label: 'Use', type: 'text', key: true, expected: true },
        { code: 'c0020', label: 'Owner of the thing', type: 'text', key: false, expected: false },
        { code: 'c0030', label: 'Thing', type: 'text', key: false, expected: false },
        { code: 'c0040', label: 'Parent use', type: 'text', key: false, expected: false },
      ],
      primaryKey: ['c0010'],
      references: [
        { name: 'R1', columns: ['c0030', 'c0020'], table: 'B_01.01', target: ['c0010', 'c0020'] },
        { name: 'R2', columns: ['c0040'], table: 'B_02.01', target: ['c0010'] },
      ],
    },
  ],
};

const stem = '529900T8BM49AURSDO55.CON_FR_DORA010100_DORA_2025-12-31_20260131120000000';

/** The texts of a package by path; `null` takes a file out of the valid package. */
export type Files = Readonly<Record<string, string | null>>;

const validFiles: Files = {
  'META-INF/reportPackage.json': '{}',
  'reports/report.json': '{"documentInfo":{"extends":["http://example.org/small.json"]}}',
  'reports/parameters.csv': 'name,value\nentityID,rs:529900T8BM49AURSDO55.CON\nrefPeriod,2025-12-31',
  'reports/FilingIndicators.csv': 'templateID,reported\nB_01.01,true\nB_02.01,true',
  'reports/b_01.01.csv':
    'c0010,c0020,c0030,c0040,c0050,c0060,c0070\nA,o1,x:red,12.50,2024-02-29,3,true\nA,o2,x:blue,-1,9999-12-31,-4,\nB,o1,,,,,',
  'reports/b_02.01.csv': 'c0010,c0020,c0030,c0040\nu1,o1,A,\nu2,o2,A,u1\nu3,,,u2',
};

interface Variant {
  readonly name?: string;
  readonly root?: string;
  readonly files?: Files;
  readonly profile?: RegisterProfile | null;
  readonly ragged?: readonly RaggedRow[];
}

/** A valid package with changes. Cells are split at commas; there are no quotes here. */
export function smallPackage(change: Variant = {}): RegisterPackage {
  const { name = `${stem}.zip`, root = `${stem}/`, profile = smallProfile, ragged = [] } = change;
  const files = Object.entries({ ...validFiles, ...change.files }).filter(
    (file): file is [string, string] => file[1] !== null,
  );
  const headers = new Map<string, readonly string[]>();
  const tables = new Map<string, Table>();
  const sides = new Map<string, Table>();
  const entries: PackageEntry[] = [];
  let report: string | null = null;
  for (const [path, text] of files) {
    entries.push({ path: root + path, bytes: text.length });
    if (path === 'reports/report.json') report = text;
    if (!path.endsWith('.csv')) continue;
    const file = path.toLowerCase().replace('reports/', '');
    const described = smallProfile.tables.find((table) => table.file === file);
    const [first = '', ...lines] = text === '' ? [] : text.split('\n');
    const header = first === '' ? [] : first.split(',');
    headers.set(path, header);
    const builder = new TableBuilder(described?.code ?? file, path, [...new Set(header)]);
    for (const line of lines) builder.add(line.split(','));
    if (described !== undefined) tables.set(described.code, builder.build());
    else if (file === 'parameters.csv') sides.set('parameters', builder.build());
    else if (file === 'filingindicators.csv') sides.set('indicators', builder.build());
  }
  return {
    name,
    sha256: '0'.repeat(64),
    bytes: 1,
    profile,
    entity: '529900T8BM49AURSDO55',
    referenceDate: '2025-12-31',
    entries,
    headers,
    tables,
    sides,
    report,
    ragged,
    findings: [],
  };
}

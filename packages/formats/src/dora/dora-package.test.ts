import fc from 'fast-check';
import type { Progress, RegisterProfile, Table } from '@underpin/model';
import { TableBuilder, cell } from '@underpin/model';
import { expect, test } from 'vitest';
import { readZip } from '../archive/read-zip.ts';
import { doraProfiles } from './dora-profiles.ts';
import { readDoraPackage } from './read-dora-package.ts';
import { writeDoraPackage } from './write-dora-package.ts';

const profile = doraProfiles[0] as RegisterProfile;
const meta = {
  lei: '529900T8BM49AURSDO55',
  scope: 'CON',
  country: 'FR',
  referenceDate: '2025-12-31',
  stamp: '20260131120000000',
  currency: 'EUR',
} as const;
const stem = '529900T8BM49AURSDO55.CON_FR_DORA010100_DORA_2025-12-31_20260131120000000';

function rowsOf(table: Table | undefined): string[][] {
  if (table === undefined) return [];
  return Array.from({ length: table.rowCount }, (_, row) =>
    [...table.columns.keys()].map((name) => cell(table, name, row)),
  );
}

function tableOf(code: string, rows: readonly (readonly string[])[]): Table {
  const described = profile.tables.find((table) => table.code === code);
  const builder = new TableBuilder(
    code,
    '',
    (described?.columns ?? []).map((column) => column.code),
  );
  for (const row of rows) builder.add(row);
  return builder.build();
}

test('the layout is the one of the EBA', async () => {
  const { name, bytes } = await writeDoraPackage(profile, meta, new Map());
  const { entries, files } = await readZip(name, bytes);
  expect(name).toBe(`${stem}.zip`);
  expect(entries.map((entry) => entry.path)).toEqual([
    `${stem}/META-INF/reportPackage.json`,
    `${stem}/reports/report.json`,
    `${stem}/reports/parameters.csv`,
    `${stem}/reports/FilingIndicators.csv`,
    ...profile.tables.map((table) => `${stem}/reports/${table.file}`),
  ]);
  const text = (path: string): string =>
    new TextDecoder().decode(files.find((file) => file.path === `${stem}/${path}`)?.bytes);
  expect(text('reports/parameters.csv')).toBe(
    'name,value\r\nentityID,rs:529900T8BM49AURSDO55.CON\r\nrefPeriod,2025-12-31\r\nbaseCurrency,iso4217:EUR\r\ndecimalsInteger,0\r\ndecimalsMonetary,-3\r\n',
  );
  expect(text('reports/FilingIndicators.csv').split('\r\n').slice(0, 3)).toEqual([
    'templateID,reported',
    'B_01.01,true',
    'B_01.02,true',
  ]);
  expect(JSON.parse(text('reports/report.json'))).toEqual({
    documentInfo: {
      documentType: 'https://xbrl.org/2021/xbrl-csv',
      extends: ['http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/4.0/mod/dora.json'],
    },
  });
  expect(text('reports/b_03.03.csv')).toBe('c0010,c0020,c0031\r\n');
});

test('what a profile does not know is a mistake', async () => {
  const stray = new TableBuilder('B_01.01', '', ['c0099']).build();
  await expect(writeDoraPackage(profile, meta, new Map([['B_01.01', stray]]))).rejects.toThrow('c0099');
  await expect(writeDoraPackage(profile, meta, new Map([['B_77.01', stray]]))).rejects.toThrow('B_77.01');
  await expect(writeDoraPackage(profile, { ...meta, lei: 'X' }, new Map())).rejects.toThrow(RangeError);
  await expect(writeDoraPackage(profile, { ...meta, stamp: '2026' }, new Map())).rejects.toThrow(RangeError);
});

const text = fc
  .string({ unit: 'grapheme', maxLength: 10 })
  .filter((value) => !value.includes('\0') && value.isWellFormed());
const content = fc.record(
  Object.fromEntries(
    profile.tables.map((table) => [
      table.code,
      fc.array(fc.array(text, { minLength: table.columns.length, maxLength: table.columns.length }), { maxLength: 4 }),
    ]),
  ),
);

test('what was written is read row for row, and the same input gives the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.constantFrom(...doraProfiles), async (rows, version) => {
      const tables = new Map(Object.entries(rows).map(([code, cells]) => [code, tableOf(code, cells)]));
      const written = await writeDoraPackage(version, meta, tables);
      expect((await writeDoraPackage(version, meta, tables)).bytes).toEqual(written.bytes);
      const pkg = await readDoraPackage(written);
      expect(pkg.findings).toEqual([]);
      expect(pkg.profile?.id).toBe(version.id);
      expect(pkg).toMatchObject({ entity: meta.lei, referenceDate: '2025-12-31', name: written.name, ragged: [] });
      for (const [code, table] of tables) expect(rowsOf(pkg.tables.get(code))).toEqual(rowsOf(table));
    }),
    { numRuns: 25 },
  );
});

test('a zip in memory, a blob and an unpacked folder give the same package', async () => {
  const tables = new Map([['B_01.03', tableOf('B_01.03', [['b1', 'L', 'Branch, "one"', 'eba_GA:FR']])]]);
  const { name, bytes } = await writeDoraPackage(profile, meta, tables);
  const { files } = await readZip(name, bytes);
  const inMemory = await readDoraPackage({ name, bytes });
  const fromBlob = await readDoraPackage({ name, blob: new Blob([bytes]) });
  const unpacked = await readDoraPackage({ name: stem, entries: files });
  const bare = await readDoraPackage({
    name: stem,
    entries: files.map((file) => ({ path: file.path.slice(stem.length + 1), bytes: file.bytes })),
  });
  expect(fromBlob).toEqual(inMemory);
  for (const pkg of [unpacked, bare]) {
    expect(pkg).toMatchObject({ name, tables: inMemory.tables, headers: inMemory.headers, entries: inMemory.entries });
  }
  expect(rowsOf(unpacked.tables.get('B_01.03'))).toEqual([['b1', 'L', 'Branch, "one"', 'eba_GA:FR']]);
  const again = await readDoraPackage({ name: stem, entries: files.toReversed() });
  expect(again.sha256).toBe(unpacked.sha256);
});

test('an unknown version is told with the known ones and nothing is guessed', async () => {
  const future = { ...profile, entryPoint: 'http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/5.0/mod/dora.json' };
  const pkg = await readDoraPackage(await writeDoraPackage(future, meta, new Map()));
  expect(pkg.profile).toBeNull();
  expect(pkg.tables.size).toBe(0);
  expect(pkg.findings).toMatchObject([{ rule: '505', value: future.entryPoint }]);
  for (const known of doraProfiles) expect(pkg.findings[0]?.expected).toContain(known.entryPoint);
});

test('progress is told and cancelled work says so', async () => {
  const written = await writeDoraPackage(profile, meta, new Map());
  const steps: string[] = [];
  let cancelled = false;
  const progress: Progress = {
    get cancelled() {
      return cancelled;
    },
    report(step) {
      steps.push(step);
      cancelled = step === 'Reading B_02.01';
    },
  };
  const pkg = await readDoraPackage(written, { progress });
  expect(steps).toContain('Unpacking');
  expect(steps.at(-1)).toBe('Reading B_02.01');
  expect(pkg.findings.map((finding) => finding.rule)).toEqual(['UP-STOP']);
  expect(pkg.tables.has('B_02.02')).toBe(false);
});

import type { RegisterProfile } from '@underpin/model';
import { afterAll, expect, test } from 'vitest';
import { archiveLimits, doraProfiles, readDoraPackage, readZip, writeDoraPackage, writeZip } from '../src/index.ts';
import { withSize, zipOfRepeated, zipWithNames } from './zip-bytes.ts';

const mebibyte = 1024 * 1024;
const profile = doraProfiles[0] as RegisterProfile;
const valid = await writeDoraPackage(
  profile,
  {
    lei: '529900T8BM49AURSDO55',
    scope: 'CON',
    country: 'FR',
    referenceDate: '2025-12-31',
    stamp: '20260131120000000',
    currency: 'EUR',
  },
  new Map(),
);
const root = valid.name.replace('.zip', '');
const validFiles = (await readZip(valid.name, valid.bytes)).files;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** The valid package with one file of its reports folder replaced or added. */
async function withFile(file: string, bytes: Uint8Array): Promise<Uint8Array> {
  const path = `${root}/reports/${file}`;
  return await writeZip([...validFiles.filter((known) => known.path !== path), { path, bytes }]);
}

const branches = (rows: string): string => `c0010,c0020,c0030,c0040\n${rows}`;

const repeated = (text: string): Uint8Array => new Uint8Array(Buffer.alloc(mebibyte, text, 'latin1'));
let state = 1;
const noise = Array.from({ length: 16_384 }, () => {
  state = (state * 48_271) % 2_147_483_647;
  return String.fromCharCode(97 + (state % 26));
}).join('');

type Row = readonly [name: string, bytes: () => Promise<Uint8Array> | Uint8Array, rules: readonly string[]];

const table: readonly Row[] = [
  ['a valid package', () => valid.bytes, []],
  ['an empty file', () => new Uint8Array(0), ['UP-ZIP-1']],
  ['a PDF renamed .zip', () => encode(`%PDF-1.7\n${'obj stream '.repeat(1_000)}\n%%EOF`), ['UP-ZIP-1']],
  ['text', () => encode('hello'), ['UP-ZIP-1']],
  ['half a zip', () => valid.bytes.slice(0, valid.bytes.length / 2), ['UP-ZIP-2']],
  ['a zip that lacks its last bytes', () => valid.bytes.slice(0, -30), ['UP-ZIP-2']],
  ['the first four bytes of a zip', () => valid.bytes.slice(0, 4), ['UP-ZIP-2']],
  [
    'a damaged entry',
    () => {
      const bytes = valid.bytes.slice();
      const path = `${root}/reports/report.json`;
      const start = Buffer.from(bytes.buffer).indexOf(path) + path.length;
      for (let at = start; at < start + 20; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      return bytes;
    },
    ['UP-ZIP-2'],
  ],
  ['a step to another folder', () => zipWithNames(['../evil.csv', 'a/../../evil']), ['UP-ZIP-4']],
  ['an absolute path', () => zipWithNames(['/etc/passwd', 'C:/evil.csv']), ['UP-ZIP-4']],
  ['a backslash', () => zipWithNames(['..\\evil.csv']), ['UP-ZIP-4']],
  ['a NUL in a name', () => zipWithNames(['evil\0.csv']), ['UP-ZIP-4']],
  ['an encrypted entry', () => zipWithNames([`${root}/reports/b_01.01.csv`], encode('x'), 'secret'), ['UP-ZIP-5']],
  ['one name twice', () => zipWithNames([`${root}/reports/x`, `${root}/reports/x`]), ['UP-ZIP-6']],
  ['a bomb of 1 GiB of zeros', () => zipOfRepeated(`${root}/reports/b_01.01.csv`, repeated('\0'), 1024), ['UP-ZIP-3']],
  [
    'a bomb of 1 GiB of short lines',
    () => zipOfRepeated(`${root}/reports/b_01.01.csv`, repeated('a\n'), 1024),
    ['UP-ZIP-3'],
  ],
  [
    'a bomb of 1 GiB in the report',
    () => zipOfRepeated(`${root}/reports/report.json`, repeated('['), 1024),
    ['UP-ZIP-3'],
  ],
  ['1 GiB of one line', () => zipOfRepeated(`${root}/reports/b_01.01.csv`, repeated('x'), 1024), ['UP-ZIP-3']],
  [
    '1 GiB of one line that packs little',
    () => zipOfRepeated(`${root}/reports/b_01.01.csv`, repeated(noise), 1024),
    ['UP-ZIP-3'],
  ],
  [
    'a bomb that nobody asked for is left packed',
    () => zipOfRepeated(`${root}/reports/b.bin`, repeated('\0'), 1024),
    [],
  ],
  ['a zip inside a zip', () => writeZip([{ path: `${root}/reports/b_01.01.zip`, bytes: valid.bytes }]), []],
  [
    'a size that lies low',
    async () => withSize(await zipWithNames([`${root}/reports/b_01.01.csv`], encode('c0010\n'.repeat(9_999))), 10),
    ['UP-ZIP-2'],
  ],
  [
    'a size that lies high',
    async () => withSize(await zipWithNames([`${root}/reports/b_01.01.csv`]), 0x7fffffff),
    ['UP-ZIP-2'],
  ],
  ['Latin-1', () => withFile('b_01.03.csv', latin1(branches('b1,x,Zürich,eba_GA:CH\n'))), ['306']],
  ['UTF-16', () => withFile('b_01.03.csv', utf16(branches('b1,x,Zürich,eba_GA:CH\n'))), ['306']],
  ['UTF-16 without a mark', () => withFile('b_01.03.csv', utf16('a,b').slice(2)), ['UP-CSV-1']],
  ['a NUL in a cell', () => withFile('b_01.03.csv', encode(branches('b1,x,Zu\0rich,y\n'))), ['UP-CSV-1']],
  ['a byte order mark', () => withFile('b_01.03.csv', encode(`\ufeff${branches('b1,x,y,z\n')}`)), ['UP-CSV-4']],
  ['CRLF', () => withFile('b_01.03.csv', encode(branches('b1,x,y,z\n').replaceAll('\n', '\r\n'))), []],
  ['semicolons', () => withFile('b_01.03.csv', encode(branches('b1,x,y,z\n').replaceAll(',', ';'))), ['809']],
  ['tabs', () => withFile('b_01.03.csv', encode(branches('b1,x,y,z\n').replaceAll(',', '\t'))), ['809']],
  ['a million columns', () => withFile('b_01.03.csv', encode(`${'a,'.repeat(500_000)}a\n`)), ['UP-CSV-3']],
  [
    'a row of a million cells',
    () => withFile('b_01.03.csv', encode(branches(`${','.repeat(1_000_000)}\n`))),
    ['UP-CSV-3'],
  ],
  [
    'an open quote that swallows the file',
    () => withFile('b_01.03.csv', encode(branches(`"b1,x,y,z\n${'b2,x,y,z\n'.repeat(200_000)}`))),
    ['UP-CSV-2'],
  ],
  ['a report that is no JSON', () => withFile('report.json', encode('{"documentInfo":')), ['505']],
  ['a report in Latin-1', () => withFile('report.json', latin1('{"é":1}')), ['306']],
  ['a report of another shape', () => withFile('report.json', encode('[null, 1]')), ['505']],
  ['a report nested a hundred thousand deep', () => withFile('report.json', encode('['.repeat(100_000))), ['505']],
];

const peaks: number[] = [];

test.each(table)('%s', async (_name, make, rules) => {
  const bytes = await make();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  const pkg = await readDoraPackage({ name: valid.name, bytes });
  clearInterval(watch);
  peaks.push(Math.max(peak, process.memoryUsage().rss) - before);
  expect([...new Set(pkg.findings.map((finding) => finding.rule))]).toEqual(rules);
  for (const finding of pkg.findings) {
    expect(finding.message).toMatch(/\.$/);
    for (const text of [finding.message, finding.value, finding.location.file]) expect(text ?? '').not.toContain('\0');
  }
  expect(pkg.sha256).toMatch(/^[0-9a-f]{64}$/);
});

afterAll(() => {
  // A gigabyte of zeros or of one line, yet never more than this on top.
  expect(Math.max(...peaks)).toBeLessThan(256 * mebibyte);
});

test('past the number of entries the rest is refused', async () => {
  const bytes = await zipWithNames(['first.txt', 'second.txt', 'third.txt', 'fourth.txt']);
  const { files, findings } = await readZip('many.zip', bytes, { limits: { ...archiveLimits, entries: 3 } });
  expect(files.map((file) => file.path)).toEqual(['first.txt', 'second.txt', 'third.txt']);
  expect(findings).toMatchObject([{ rule: 'UP-ZIP-3', expected: 'at most 3 entries' }]);
});

test.each([
  ['ratio', { ratio: 5, ratioFloorBytes: 1_000 }, 'unpacks to more than 5 times its packed size'],
  ['size of an entry', { entryBytes: 9_999 }, 'more than 9999 bytes unpacked'],
  ['length of a line', { lineBytes: 9 }, 'a line of more than 9 bytes'],
  ['nothing', { ratioFloorBytes: 10_000, ratio: 1, entryBytes: 10_000, lineBytes: 10 }, null],
])('the limit of the %s stops an entry', async (_name, changed, reason) => {
  const bytes = await writeZip([{ path: 'a.csv', bytes: encode('123456789\n'.repeat(999) + '1234567890') }]);
  const { files, findings } = await readZip('a.zip', bytes, { limits: { ...archiveLimits, ...changed } });
  expect(files).toHaveLength(reason === null ? 1 : 0);
  expect(findings.map((finding) => finding.value)).toEqual(reason === null ? [] : [reason]);
});

test('the total is bounded over all entries', async () => {
  const bytes = await zipWithNames(['first.txt', 'second.txt', 'third.txt'], new Uint8Array(1_000));
  const { files, findings } = await readZip('large.zip', bytes, { limits: { ...archiveLimits, totalBytes: 2_500 } });
  expect(files.map((file) => file.path)).toEqual(['first.txt', 'second.txt']);
  expect(findings).toMatchObject([{ rule: 'UP-ZIP-3', location: { file: 'third.txt' } }]);
});

test('files are found whatever the case of their names', async () => {
  const files = validFiles.map(({ path, bytes }) => ({
    path: path.replace(/b_(\d\d\.\d\d)\.csv$/, 'B_$1.CSV'),
    bytes,
  }));
  const pkg = await readDoraPackage({ name: valid.name, bytes: await writeZip(files) });
  expect(pkg.tables.size).toBe(15);
  expect(pkg.tables.get('B_01.01')?.file).toBe('reports/B_01.01.CSV');
});

test('what is well is read though other files are not', async () => {
  const bytes = await withFile('b_01.03.csv', latin1(branches('b1,x,Zürich,eba_GA:CH\n')));
  const pkg = await readDoraPackage({ name: valid.name, bytes });
  expect(pkg.tables.size).toBe(14);
  expect(pkg.findings[0]?.location).toEqual({ file: 'reports/b_01.03.csv', line: 2 });
});

test('no flipped bit changes content unnoticed', async () => {
  const whole = await writeZip([{ path: 'a/b.csv', bytes: encode(branches('b1,x,y,z\n'.repeat(50))) }]);
  const [before] = (await readZip('whole.zip', whole)).files;
  for (let at = 0; at < whole.length; at += 1) {
    const bytes = whole.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    const { files, findings } = await readZip('changed.zip', bytes);
    if (findings.length === 0 && files.length === 1) expect(files[0]?.bytes).toEqual(before?.bytes);
  }
});

test('any bytes and any change of a valid zip end as a package', async () => {
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 60; round += 1) {
    const bytes = valid.bytes.slice();
    for (let change = 0; change < 1 + (round % 9); change += 1) bytes[next() % bytes.length] = next() % 256;
    const pkg = await readDoraPackage({ name: valid.name, bytes });
    expect(pkg.entries.length).toBeLessThan(40);
  }
});

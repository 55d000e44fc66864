import { writeZip } from '@underpin/formats';
import { rejects } from '@underpin/model';
import { checkPackage } from '@underpin/register';
import { expect, test } from 'vitest';
import {
  buildRegister,
  contentOf,
  exportRegister,
  metaOfPackage,
  readMappings,
  registerWorkbook,
} from '../src/index.ts';
import {
  changed,
  now,
  type PackageFile,
  profile,
  read,
  rowsOf,
  samplePackages,
  surroundings,
  withCell,
} from './register-files.ts';

const packages = await samplePackages(6);
const first = packages[0] as PackageFile;

test.each(packages.map((file) => [file.name, file] as const))(
  'import, then export: %s comes back row for row',
  async (_name, file) => {
    const before = await read(file);
    const exported = await exportRegister(contentOf(before, now), { profile, ...surroundings });
    if (!exported.ok) throw new Error(exported.reason);
    expect(exported.name).toBe(file.name);
    const after = await read(exported);
    expect(rowsOf(after.tables)).toEqual(rowsOf(before.tables));
    expect(rowsOf(after.sides)).toEqual(rowsOf(before.sides));
    expect(Buffer.from(exported.bytes).equals(Buffer.from(file.bytes))).toBe(true);
  },
);

test('a version can be chosen: 4.2 extends its own entry point and holds the same rows', async () => {
  const { doraProfile } = await import('../src/index.ts');
  const before = await read(first);
  const exported = await exportRegister(contentOf(before, now), {
    ...surroundings,
    profile: doraProfile('dora-4.2') ?? profile,
  });
  if (!exported.ok) throw new Error(exported.reason);
  const after = await read(exported);
  expect(after.profile?.id).toBe('dora-4.2');
  expect(rowsOf(after.tables)).toEqual(rowsOf(before.tables));
});

test('export refuses what an authority would refuse, and says why', async () => {
  const broken = await read(await changed(first, { 'b_05.01.csv': withCell('c0080', 1, 'Utopia') }));
  const exported = await exportRegister(contentOf(broken, now), { profile, ...surroundings });
  expect(exported.ok).toBe(false);
  if (exported.ok) return;
  expect(exported.reason).toContain('503');
  expect(exported.findings.some((finding) => finding.rule === '503' && finding.value === 'Utopia')).toBe(true);
});

test.each([
  ['a row of another width', { 'b_05.01.csv': (text: string) => `${text}a,b\r\n` }, '809'],
  ['an unknown column', { 'b_05.01.csv': (text: string) => text.replace('c0010', 'c9999') }, '801'],
  ['a stray file', { 'notes.txt': () => 'do not lose me' }, '720'],
] as const)('export refuses to lose content: %s', async (_title, change, rule) => {
  const source = await read(await changed(first, change));
  const exported = await exportRegister(contentOf(source, now), { profile, ...surroundings });
  expect(exported.ok).toBe(false);
  if (!exported.ok) expect(exported.findings.map((finding) => finding.rule)).toContain(rule);
});

test('export names what it does not know', async () => {
  const before = await read(first);
  const exported = await exportRegister(
    { tables: new Map(), meta: { lei: 'short', scope: 'CON' }, lost: [] },
    { profile, ...surroundings },
  );
  expect(exported.ok).toBe(false);
  expect(exported.ok ? '' : exported.reason).toMatch(/"short" is not the LEI.*country.*referenceDate.*currency/);
  expect(metaOfPackage(before).scope).toMatch(/CON|IND/);
});

test('from a package to a workbook, and from the workbook to the same package', async () => {
  const before = await read(first);
  const workbook = await registerWorkbook(profile, before.tables, metaOfPackage(before));
  if (!workbook.ok) throw new Error(workbook.reason);
  const built = await buildRegister({
    profile,
    register: new Map(),
    files: [{ name: 'register.xlsx', bytes: workbook.value }],
    mappings: [],
  });
  expect(built.counts.fail).toBe(0);
  expect(built.findings).toEqual([]);
  const exported = await exportRegister(
    { tables: built.tables, meta: { ...built.meta, stamp: metaOfPackage(before).stamp }, lost: [] },
    { profile, ...surroundings },
  );
  if (!exported.ok) throw new Error(exported.reason);
  expect(exported.name).toBe(first.name);
  expect(rowsOf((await read(exported)).tables)).toEqual(rowsOf(before.tables));
});

test('a workbook built again onto its own register changes nothing', async () => {
  const { tables } = await read(first);
  const written = await registerWorkbook(profile, tables, {});
  if (!written.ok) throw new Error(written.reason);
  const workbook = { name: 'register.xlsx', bytes: written.value };
  const { counts, tables: after } = await buildRegister({ profile, register: tables, files: [workbook], mappings: [] });
  expect([counts.create, counts.update, counts.fail]).toEqual([0, 0, 0]);
  expect(rowsOf(after)).toEqual(rowsOf(tables));
});

const csv = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

test('a CSV file through a mapping: good rows in, bad rows back as a file that is corrected and built again', async () => {
  const { tables } = await read(first);
  const mappings = readMappings(
    'mappings:\n  - { file: providers.csv, table: B_05.01, columns: { Code: c0010, Name: c0050, Country: c0080 }, constants: { c0020: LEI } }',
    'm.yaml',
  );
  if (!mappings.ok) throw new Error(mappings.reason);
  const source = csv(
    'providers.csv',
    'Code,Name,Country\nNEW1,New provider,GERMANY\nNEW2,"Other, with comma",Germny\n',
  );
  const input = { profile, register: tables, files: [source], mappings: mappings.value };
  const built = await buildRegister(input);
  expect(built.counts).toEqual({ create: 1, update: 0, skip: 0, fail: 1 });
  const [failed] = built.failed;
  const text = new TextDecoder().decode(failed?.bytes);
  expect(failed?.name).toBe('b_05.01.failed.csv');
  expect(text.split('\r\n')[0]).toBe('c0010,c0020,c0050,c0080,problem');
  const corrected = csv('b_05.01.failed.csv', text.replace(/Germny(?=,)/, 'DE'));
  const again = await buildRegister({ ...input, register: built.tables, files: [corrected] });
  expect(again.counts).toEqual({ create: 1, update: 0, skip: 0, fail: 0 });
  const third = await buildRegister({ ...input, register: again.tables, files: [source, corrected] });
  expect(third.counts).toEqual({ create: 0, update: 0, skip: 2, fail: 1 });
});

test('a CSV file that no mapping fits is not imported: a mapping is proposed', async () => {
  const built = await buildRegister({
    profile,
    register: new Map(),
    files: [csv('providers.csv', "Legal name,Country of the provider's headquarters\nA,DE\n")],
    mappings: [],
  });
  expect(built.counts.create).toBe(0);
  expect(built.steps[0]?.rows.guess?.mapping.columns['Legal name']).toBe('c0050');
});

test('a row of another width fails and comes back as it was received', async () => {
  const built = await buildRegister({
    profile,
    register: new Map(),
    files: [csv('b_05.01.csv', 'c0010,c0050\nA,one\nB,two,three\n')],
    mappings: [],
  });
  expect(built.counts).toEqual({ create: 1, update: 0, skip: 0, fail: 1 });
  expect(new TextDecoder().decode(built.failed[0]?.bytes)).toContain('three');
});

test('what exports is accepted: the written package has no rejecting finding', async () => {
  const exported = await exportRegister(contentOf(await read(first), now), { profile, ...surroundings });
  if (!exported.ok) throw new Error(exported.reason);
  expect(checkPackage(await read(exported), { today: '2026-03-20' }).filter(rejects)).toEqual([]);
  expect(exported.bytes).not.toEqual(await writeZip([]));
});

test('more rows than a sheet holds are refused', async () => {
  const table = { name: 'B_02.02', file: '', rowCount: 2_000_000, columns: new Map(), lines: new Int32Array(0) };
  const refused = await registerWorkbook(profile, new Map([['B_02.02', table]]), {});
  expect(refused.ok ? '' : refused.reason).toContain('2000000 rows');
});

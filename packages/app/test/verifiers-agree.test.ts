import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBundle } from '@underpin/formats';
import type { Verification } from '@underpin/ledger';
import { type PublicKeyRecord, seededRandom } from '@underpin/model';
import { afterAll, expect, test } from 'vitest';
import { publicKeyText } from '../src/crypto/signing-key.ts';
import { checkBundle } from '../src/use-cases/check-bundle.ts';
import { central, type Files, filesOf, keeper } from './sealed-case.ts';
import { hasPython, pythonVerdicts, runPython } from './second-verifier.ts';
import { tamperedCases } from './tampered-cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'underpin-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));
const python = hasPython();
const missing = python ? '' : ' (skipped: needs python3 with the package cryptography)';

const zipOf = (files: Files): Promise<Uint8Array> =>
  writeBundle(Array.from(files, ([path, bytes]) => ({ path, bytes })));
const good = await zipOf(filesOf());

interface Case {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly key: PublicKeyRecord | null;
}

const verdictOf = ({ title, bytes, key }: Case): Promise<Verification> => checkBundle(title, bytes, key);

/** What both say, but for the words for people. */
function told(verification: Verification): unknown {
  if (verification.verdict === 'good') return verification;
  const { detail: _, ...broken } = verification.broken;
  return { verdict: verification.verdict, broken };
}

function fromPython(cases: readonly Case[]): unknown[] {
  const asked = cases.map(({ bytes, key }, at) => {
    const bundle = join(folder, `${at}.zip`);
    writeFileSync(bundle, bytes);
    if (key === null) return { bundle, key };
    const file = join(folder, `${at}.pub.json`);
    writeFileSync(file, publicKeyText(key));
    return { bundle, key: file };
  });
  return pythonVerdicts(asked);
}

const broken = (verification: Verification): string =>
  verification.verdict === 'good' ? 'good' : `${verification.broken.link}: ${verification.broken.check}`;

test.each(tamperedCases)('%s is named: %s', async (title, link, files) => {
  expect(broken(await verdictOf({ title, bytes: await zipOf(files), key: null }))).toBe(link);
});

const renamed = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
const withMore = await zipOf(new Map(filesOf()).set('report/z.csv', new Uint8Array(1)));
const containers: readonly (readonly [string, Uint8Array])[] = [
  ['an empty file', new Uint8Array(0)],
  ['a file that is no archive', Buffer.from('PK, but no archive, and long enough to be one')],
  ['an archive without its end', good.slice(0, -1)],
  ['the first half of an archive', good.slice(0, good.length >> 1)],
  ['bytes after the archive', Buffer.concat([good, Buffer.from('x')])],
  ['bytes before the archive', Buffer.concat([Buffer.from('x'), good])],
  ['a name that leaves the folder', renamed(good, 'report/a.csv', '../../../csv')],
  ['a name with a space', renamed(good, 'report/a.csv', 'report/a csv')],
  ['a folder', renamed(good, 'report/a.csv', 'report/acsv/')],
  ['a name twice', renamed(withMore, 'report/z.csv', 'report/a.csv')],
];

test.each(containers)('%s is refused as a container', async (title, bytes) => {
  expect(broken(await verdictOf({ title, bytes, key: null }))).toBe('container: readable');
});

test('a bundle is good, its keeper known or not; the key of another is named', async () => {
  expect(await verdictOf({ title: 'good', bytes: good, key: null })).toMatchObject({ verdict: 'good' });
  const known = await verdictOf({ title: 'good', bytes: good, key: keeper.record });
  expect(known).toMatchObject({ verdict: 'good', proof: { trusted: true, opinions: { given: 2, signed: 2 } } });
  const other = await verdictOf({ title: 'good', bytes: good, key: central.record });
  expect(other).toMatchObject({
    broken: { link: 'ledger/checkpoint.txt', check: 'signer', expected: central.record.id },
  });
});

test.skipIf(!python)(`both verifiers say the same of every case${missing}`, async () => {
  const cases: Case[] = [
    { title: 'good', bytes: good, key: null },
    { title: 'good, key known', bytes: good, key: keeper.record },
    { title: 'wrong key', bytes: good, key: central.record },
    { title: 'key with another validity', bytes: good, key: { ...keeper.record, validTo: '2030-01-01T00:00:00.000Z' } },
    ...containers.map(([title, bytes]) => ({ title, bytes, key: null })),
  ];
  for (const [title, , files] of tamperedCases) cases.push({ title, bytes: await zipOf(files), key: null });
  const second = fromPython(cases);
  for (const [at, one] of cases.entries()) expect(second[at], one.title).toEqual(told(await verdictOf(one)));
});

test.skipIf(!python)(`both verifiers say the same of random changes to contents${missing}`, async () => {
  const random = seededRandom(8785);
  const files = filesOf();
  const cases: Case[] = [];
  for (let run = 0; run < 150; run += 1) {
    const [path, bytes] = [...files][Math.floor(random() * files.size)] as [string, Uint8Array];
    const at = Math.floor(random() * (bytes.length + 1));
    const put = Uint8Array.from({ length: 1 + Math.floor(random() * 2) }, () => Math.floor(random() * 256));
    const after = bytes.subarray(at + Math.floor(random() * 3));
    const changed = Uint8Array.from([...bytes.subarray(0, at), ...put, ...after]);
    cases.push({
      title: `${path} at ${at}: ${put.join()}`,
      bytes: await zipOf(new Map(files).set(path, changed)),
      key: null,
    });
  }
  const second = fromPython(cases);
  for (const [at, one] of cases.entries()) expect(second[at], one.title).toEqual(told(await verdictOf(one)));
});

test('a changed byte anywhere in the archive is found, or changes nothing of what it holds', async () => {
  const random = seededRandom(6962);
  const whole = told(await verdictOf({ title: 'good', bytes: good, key: null }));
  for (let run = 0; run < 400; run += 1) {
    const at = Math.floor(random() * good.length);
    const bytes = Uint8Array.from(good);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    const verification = await verdictOf({ title: 'flip', bytes, key: null });
    if (verification.verdict === 'good') expect(verification, `at ${at}`).toEqual(whole);
  }
});

test.skipIf(!python)(`the second verifier tells good from tampered by its exit code${missing}`, () => {
  const bundle = join(folder, 'good.zip');
  const key = join(folder, 'keeper.pub.json');
  writeFileSync(bundle, good);
  writeFileSync(key, publicKeyText(keeper.record));
  expect(runPython([bundle, key])).toMatchObject({ status: 0 });
  writeFileSync(bundle, good.slice(0, -1));
  expect(runPython([bundle])).toMatchObject({ status: 1 });
  expect(runPython([]).status).toBe(2);
  expect(runPython([join(folder, 'none.zip')]).status).toBe(2);
});

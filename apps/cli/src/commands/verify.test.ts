import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '@underpin/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../run.ts';
import { commands } from './index.ts';

const root = join(import.meta.dirname, '../../../..');
let folder = '';
let bundle = '';
let told = '';

const now = (): Date => new Date('2026-03-31T12:00:00.000Z');

async function underpin(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const surroundings = { progress: silent, now, environment: {}, root };
  const code = await run(commands, words, surroundings, {
    out: (text) => (out += text),
    error: (text) => (error += text),
  });
  told += out + error;
  return { code, out, error };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-verify-'));
  for (const [name, owner] of [
    ['keeper', 'keeper'],
    ['cb', 'CB'],
    ['other', 'keeper'],
  ] as const) {
    expect(await underpin('key', 'new', '--out', join(folder, `${name}.pem`), '--owner', owner)).toMatchObject({
      code: 0,
    });
  }
  const review = join(root, 'examples/review-2014/review.yaml');
  const keys = ['--seal', join(folder, 'keeper.pem'), '--sign', join(folder, 'cb.pem')];
  const made = await underpin('review', review, '--out', folder, ...keys);
  expect(made.error).toBe('');
  bundle = join(folder, 'review.bundle.zip');
});
afterAll(() => rm(folder, { recursive: true }));

test('a private key can be read by its owner alone, is never written over and never told', async () => {
  const path = join(folder, 'keeper.pem');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const before = await readFile(path, 'utf8');
  const again = await underpin('key', 'new', '--out', path);
  expect(again.code).toBe(3);
  expect(again.error).toContain('choose another');
  expect(await readFile(path, 'utf8')).toBe(before);
  const secret = before.split('\n')[1] ?? '';
  expect(secret.length).toBeGreaterThan(40);
  expect(told).not.toContain(secret);
});

test('the bundle of the example is good, and every opinion is told as signed or not', async () => {
  const key = join(folder, 'keeper.pub.json');
  const { code, out } = await underpin('verify', bundle, '--key', key, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    verdict: 'good',
    proof: { ledger: 'underpin/review-2014', trusted: true, signers: [{ owner: 'keeper' }], opinions: { signed: 3 } },
  });
  const words = await underpin('verify', bundle);
  expect(words.out).toContain('GOOD: underpin/review-2014');
  expect(words.out).toContain('only the bundle says so');
});

test('a tampered bundle and a foreign key end with exit code 1 and name the link', async () => {
  const foreign = await underpin('verify', bundle, '--key', join(folder, 'other.pub.json'));
  expect(foreign.code).toBe(1);
  expect(foreign.out).toContain('"ledger/checkpoint.txt" (signer)');
  const cut = join(folder, 'cut.zip');
  await writeFile(cut, (await readFile(bundle)).subarray(0, -10));
  const broken = await underpin('verify', cut, '--json');
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.out)).toMatchObject({ verdict: 'tampered', broken: { link: 'container' } });
});

test('what cannot be read is refused with what to do', async () => {
  expect((await underpin('verify', join(folder, 'none.zip'))).error).toContain('there is no such file');
  const wrong = await underpin('verify', bundle, '--key', join(folder, 'keeper.pem'));
  expect(wrong).toMatchObject({ code: 3, error: expect.stringContaining('not JSON') as string });
  const review = join(root, 'examples/review-2014/review.yaml');
  const unsealed = await underpin('review', review, '--out', folder, '--sign', join(folder, 'cb.pem'));
  expect(unsealed).toMatchObject({ code: 3, error: expect.stringContaining('--seal') as string });
});

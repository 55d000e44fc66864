import { append, toHex } from '@underpin/ledger';
import { expect, test } from 'vitest';
import { nodePrimitives } from '../../../../packages/app/src/crypto/node-primitives.ts';
import { checkEntries } from './check-entries.ts';
import { pagePrimitives } from './page-primitives.ts';

const chain = Array.from({ length: 4 }).reduce<ReturnType<typeof append>[]>((all, _, at) => {
  const said = { act: 'x', actor: 'CB/p', object: `o${at}`, objectSha256: 'a'.repeat(64) };
  return [...all, append(all.at(-1) ?? null, { ...said, time: `2026-01-0${at + 1}T00:00:00.000Z` }, nodePrimitives)];
}, []);
const entries = chain.map(({ entry, hash }) => ({ ...entry, hash }));

test('a whole chain has a root; parts of it are told as parts; a change is found', () => {
  expect(checkEntries(entries)).toMatchObject({ verdict: 'whole', size: 4, time: '2026-01-04T00:00:00.000Z' });
  expect(checkEntries(entries.slice(2))).toEqual({ verdict: 'parts', size: 2 });
  const changed = entries.map((entry, at) => (at === 1 ? { ...entry, actor: 'MF/q' } : entry));
  expect(checkEntries(changed)).toMatchObject({ verdict: 'broken', broken: { link: 'entry 1', check: 'sha256' } });
});

test('the page hashes as the server does', () => {
  const bytes = new TextEncoder().encode('主机');
  expect(toHex(pagePrimitives.sha256(bytes))).toBe(toHex(nodePrimitives.sha256(bytes)));
});

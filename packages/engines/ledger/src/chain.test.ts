import fc from 'fast-check';
import { expect, test } from 'vitest';
import { primitives } from '../test/primitives.ts';
import { append, type ChainedEntry } from './chain.ts';
import { verifyChain } from './verify/verify-entries.ts';

const added = { act: 'finding drafted', actor: 'CB', object: 'finding/R1', objectSha256: 'ab'.repeat(32) };

function chainOf(length: number): ChainedEntry[] {
  const chain: ChainedEntry[] = [];
  for (let at = 0; at < length; at += 1) {
    const time = new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();
    chain.push(append(chain.at(-1) ?? null, { ...added, time }, primitives));
  }
  return chain;
}

const broken = (lines: readonly Uint8Array[]): unknown => {
  const checked = verifyChain(lines, primitives);
  return checked.ok ? 'good' : `${checked.broken.link}: ${checked.broken.check}`;
};

test('verifyChain() names the first entry that does not follow from the one before', () => {
  const chain = chainOf(8);
  const lines = chain.map(({ bytes }) => bytes);
  const swapped = lines.with(3, lines[4] as Uint8Array).with(4, lines[3] as Uint8Array);
  const edited = primitives.encode((primitives.decode(lines[5] as Uint8Array) ?? '').replace('CB', 'MF'));
  expect(broken(lines)).toBe('good');
  expect(broken(lines.slice(0, 5))).toBe('good');
  expect(broken(lines.toSpliced(2, 1))).toBe('entry 2: sequence');
  expect(broken(swapped)).toBe('entry 3: sequence');
  expect(broken(lines.with(5, edited))).toBe('entry 6: previous');
  expect(broken(lines.with(1, primitives.encode('{}')))).toBe('entry 1: form');
  expect(broken(lines.with(1, primitives.encode('{"a":1,"a":1}')))).toBe('entry 1: canonical');
  expect(broken(lines.with(1, new Uint8Array([0xff])))).toBe('entry 1: canonical');
});

test('verifyChain() refuses members that the form does not have, whatever their name', () => {
  const [first] = chainOf(1);
  const text = primitives.decode(first?.bytes ?? new Uint8Array(0)) ?? '';
  for (const name of ['__proto__', 'constructor', 'zzz']) {
    const members = Object.entries(JSON.parse(text) as object).map(([key, value]) => [key, value] as const);
    const all = [...members, [name, {}] as const].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const line = `{${all.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
    expect(broken([primitives.encode(line)])).toBe('entry 0: form');
  }
});

test('append() refuses time that runs backwards', () => {
  const [first] = chainOf(1);
  const time = '2025-12-31T23:59:59.999Z';
  expect(() => append(first ?? null, { ...added, time }, primitives)).toThrow(RangeError);
});

test('appending never changes what was entered before', () => {
  fc.assert(
    fc.property(fc.nat({ max: 12 }), fc.nat({ max: 12 }), (before, more) => {
      const all = chainOf(before + more);
      expect(all.slice(0, before)).toEqual(chainOf(before));
      expect(broken(all.map(({ bytes }) => bytes))).toBe('good');
    }),
  );
});

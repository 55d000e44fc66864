import fc from 'fast-check';
import { expect, test } from 'vitest';
import { primitives } from '../test/primitives.ts';
import { asMap, newCast, sampleBundle, sampleParts } from '../test/sample-bundle.ts';
import { makeBundle } from './make-bundle.ts';
import { verifyBundle } from './verify-bundle.ts';

const cast = newCast();
const files = sampleBundle(cast);

test('a bundle as it was made is good, with and without the known key', () => {
  const proof = {
    ledger: 'underpin/review-1',
    entries: 10,
    evidence: 2,
    objects: 7,
    opinions: { given: 3, signed: 2 },
  };
  expect(verifyBundle(asMap(files), null, primitives)).toMatchObject({
    verdict: 'good',
    proof: { ...proof, trusted: false },
  });
  expect(verifyBundle(asMap(files), cast.keeper.record, primitives)).toMatchObject({
    verdict: 'good',
    proof: { ...proof, trusted: true, signers: [{ owner: 'keeper' }] },
  });
});

test('the same parts give the same bytes', () => {
  expect(sampleBundle(cast)).toEqual(files);
});

test('any change of any one byte of any file is found', () => {
  const places = files.flatMap(({ path, bytes }) => Array.from(bytes, (_, at) => ({ path, at })));
  const check = (path: string, at: number, flip: number): void => {
    const changed = asMap(files);
    const bytes = Uint8Array.from(changed.get(path) ?? []);
    bytes[at] = (bytes[at] ?? 0) ^ flip;
    changed.set(path, bytes);
    expect(verifyBundle(changed, null, primitives).verdict, `${path} at ${at}, bits ${flip}`).toBe('tampered');
  };
  for (const [index, { path, at }] of places.entries()) check(path, at, 1 << (index % 8));
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 255 }), ({ path, at }, flip) =>
      check(path, at, flip),
    ),
    { numRuns: 500 },
  );
});

test('a cut, an insertion, a repeated or a missing piece of any file is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat({ max: 40 }),
      fc.uint8Array({ maxLength: 20 }),
      (file, start, length, put) => {
        const at = start % (file.bytes.length + 1);
        const bytes = Uint8Array.from([...file.bytes.slice(0, at), ...put, ...file.bytes.slice(at + length)]);
        fc.pre(Buffer.compare(bytes, file.bytes) !== 0);
        const changed = asMap(files).set(file.path, bytes);
        expect(verifyBundle(changed, null, primitives).verdict).toBe('tampered');
      },
    ),
    { numRuns: 500 },
  );
});

test('an object that is no JSON or a path that is not plain is a mistake of the maker', () => {
  const parts = sampleParts(cast);
  const deed = { act: 'x', actor: 'y', object: 'z', content: { at: undefined }, disclosed: true };
  expect(() => makeBundle({ ...parts, deeds: [deed] }, primitives)).toThrow(TypeError);
  const report = [{ path: '../up', bytes: new Uint8Array(0) }];
  expect(() => makeBundle({ ...parts, report }, primitives)).toThrow('plain relative path');
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, isUtf8, plain, rangeReader, sha256Hex } from './platform.ts';

test('what does without Node agrees with Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(plain.crc32(bytes)).toBe(crc32(bytes));
      expect(plain.isUtf8(bytes)).toBe(isUtf8(bytes));
    }),
  );
  expect(plain.isUtf8(new TextEncoder().encode('naïve 你好'))).toBe(true);
});

test('parts are hashed as one', async () => {
  const bytes = new TextEncoder().encode('register');
  const expected = createHash('sha256').update('register').digest('hex');
  expect(await sha256Hex([bytes.subarray(0, 3), bytes.subarray(3)])).toBe(expected);
});

test('a range of bytes is read as text', () => {
  const bytes = new TextEncoder().encode('a-é-z');
  expect(rangeReader(bytes, false)(2, 4)).toBe('é');
  expect(rangeReader(bytes.subarray(0, 2), true)(0, 2)).toBe('a-');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from '../../../../packages/app/src/use-cases/reviews/extracts.ts';
import { addRedaction, inCharacters, placesOf, redacted, type Redaction } from './redact.ts';

const reason = 'because';

test('a selection in UTF-16 units is told in characters', () => {
  expect(inCharacters('a😀主b', 1, 4)).toEqual({ from: 1, to: 3 });
});

test('words are found wherever they stand, whatever their case', () => {
  expect(placesOf('Bank A and bank a', 'bank a')).toEqual([
    { from: 0, to: 6 },
    { from: 11, to: 17 },
  ]);
  expect(placesOf('anything', ' ')).toEqual([]);
});

test('the preview is what the server makes of the same parts, for any text and any parts', () => {
  const part = fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(part, { maxLength: 6 }), (text, parts) => {
      const size = Array.from(text).length;
      const all = parts
        .filter(([from]) => from < size)
        .reduce<readonly Redaction[]>(
          (before, [from, length]) => addRedaction(before, { from, to: Math.min(size, from + length), reason }),
          [],
        );
      expect(redact(text, all)).toEqual({ ok: true, value: redacted(text, all) });
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { readCanonical } from './read-canonical.ts';

// RFC 8785, appendix B: IEEE 754 bit patterns and the text that ECMAScript gives them.
const numbers: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

test.each(numbers)('canonicalJson() writes the double %s as RFC 8785 appendix B does', (bits, text) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  expect(canonicalJson(view.getFloat64(0))).toBe(text);
});

test('canonicalJson() writes the sample object of RFC 8785, section 3.2.2', () => {
  const value: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  expect(canonicalJson(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('canonicalJson() sorts names by UTF-16 units, as the sample of RFC 8785, section 3.2.3', () => {
  const value: unknown = JSON.parse(String.raw`{
    "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
  }`);
  const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
  expect(order).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test.each([
  ['NaN', Number.NaN],
  ['an infinity', -Infinity],
  ['undefined', undefined],
  ['an undefined member', { a: undefined }],
  ['a hole in an array', Array.from({ length: 2 })],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a big integer', 1n],
  ['a function', () => 1],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate in a name', { '\udc00': 1 }],
])('canonicalJson() refuses %s', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test('canonicalJson() takes 64 levels and refuses 65', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
  expect(canonicalJson(nested(64))).toHaveLength(129);
  expect(() => canonicalJson(nested(65))).toThrow(TypeError);
});

test.each([
  ['a repeated name', '{"a":1,"a":1}'],
  ['a space', '{"a": 1}'],
  ['names out of order', '{"b":1,"a":1}'],
  ['a number spelt otherwise', '{"a":1.0}'],
  ['minus zero', '-0'],
  ['an integer that no double holds', '9007199254740993'],
  ['a number beyond doubles', '1e400'],
  ['an escape too many', String.raw`"\u0041"`],
  ['a lone surrogate', String.raw`"\ud800"`],
  ['a byte order mark', '\ufeff{}'],
  ['text after the value', '{}\n'],
  ['nothing', ''],
  ['what is no JSON', '{a:1}'],
])('readCanonical() refuses %s', (_, text) => {
  expect(readCanonical(text)).toBeNull();
});

test('readCanonical() gives back every JSON value, whatever order its members were in', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonicalJson(value);
      const shuffled = (part: unknown): unknown =>
        Array.isArray(part)
          ? part.map(shuffled)
          : part !== null && typeof part === 'object'
            ? Object.fromEntries(
                Object.entries(part)
                  .toReversed()
                  .map(([name, member]) => [name, shuffled(member)]),
              )
            : part;
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(canonicalJson(readCanonical(text)?.value)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

import { expect, test } from 'vitest';
import { checkPassword, hashPassword } from './password.ts';
import { sealerOf } from './sealer.ts';
import { newTotpSecret, totpCode, totpStepOf } from './totp.ts';

// RFC 6238, appendix B: the secret is "12345678901234567890"; the last six of its eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1234567890, '005924'],
  [20000000000, '353130'],
])('the code at %i s is %s', (seconds, code) => {
  expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
});

test('a code counts in its own time, a step before and after, and once', () => {
  const at = (seconds: number): Date => new Date(seconds * 1000);
  const code = totpCode(secret, 100);
  expect([2969, 2970, 3000, 3059, 3060].map((s) => totpStepOf(secret, code, at(s), 0))).toEqual([
    null,
    100,
    100,
    100,
    null,
  ]);
  expect(totpStepOf(secret, code, at(3000), 100)).toBeNull();
  expect(totpStepOf(secret, '', at(3000), 0)).toBeNull();
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
});

test('a password is kept as argon2id, with a nonce of its own', async () => {
  const [one, two] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await checkPassword('correct horse battery', one)).toBe(true);
  expect(await checkPassword('correct horse batterY', one)).toBe(false);
  expect(await checkPassword('anything', null)).toBe(false);
});

test('what is sealed opens with the same key and purpose only', () => {
  const [sealer, other] = [sealerOf(new Uint8Array(32).fill(1)), sealerOf(new Uint8Array(32).fill(2))];
  const sealed = sealer.seal('secret', 'a');
  expect(sealer.open(sealed, 'a')).toBe('secret');
  expect(() => sealer.open(sealed, 'b')).toThrow();
  expect(() => other.open(sealed, 'a')).toThrow();
});

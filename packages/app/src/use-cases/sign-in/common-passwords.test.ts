import { expect, test } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

test.each([
  'unbelievable',
  'PASSWORD1234',
  '1234password',
  'qwertyqwerty',
  'password password'.replace(' ', ''),
  'aaaaaaaaaaaa',
  'abababababab',
  '123456123456',
])('"%s" is refused', async (password) => {
  expect(await isCommonPassword(password)).toBe(true);
});

test.each(['correct horse battery staple', 'Kv9#mtrw-2Lqz', 'drei alte Kähne treiben', '安全な合言葉は長いほうがよい'])(
  '"%s" is taken',
  async (password) => {
    expect(await isCommonPassword(password)).toBe(false);
  },
);

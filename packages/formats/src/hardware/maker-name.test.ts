import { expect, test } from 'vitest';
import { makerName } from './maker-name.ts';

test.each([
  ['Intel(R) Corporation', { maker: 'Intel' }],
  ['NVIDIA', { maker: 'NVIDIA' }],
  ['Nvidia', { maker: 'NVIDIA' }],
  ['MLNX', { maker: 'NVIDIA', brand: 'Mellanox' }],
  ['Dell Inc.', { maker: 'Dell' }],
  ['Fictional Machines AG', { maker: 'Fictional Machines AG' }],
])('makerName(%j)', (text, expected) => expect(makerName(text)).toEqual(expected));

test.each([
  ['00AD00B300AD', 'SK hynix'],
  ['00CE00B300CE', 'Samsung'],
  ['002C00B3002C', 'Micron'],
  ['80CE', 'Samsung'],
  ['0x2C00', 'Micron'],
  ['AD00', 'SK hynix'],
  ['0198', 'Kingston'],
  ['859B', 'Crucial'],
])('makerName() reads the JEDEC code %s', (code, maker) => expect(makerName(code)).toEqual({ maker }));

test('makerName() does not guess an unknown code', () => {
  expect(makerName('00EE')).toEqual({ unknownCode: true });
  expect(makerName('FEED')).toEqual({ maker: 'FEED' });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert, defaultConversionPolicy, pairRate } from './exchange-rates.ts';
import { dateOfDay } from './iso-date.ts';
import type { ExchangeRates } from './rates.ts';

const friday = 20_553; // 2026-04-10
const rates: ExchangeRates = {
  base: 'EUR',
  days: Int32Array.of(friday - 1, friday, friday + 3),
  currencies: new Map([
    ['USD', { mantissa: Float64Array.of(11_700, 11_711, 11_684), scale: Uint8Array.of(4, 4, 4) }],
    ['JPY', { mantissa: Float64Array.of(18_600, Number.NaN, 18_675), scale: Uint8Array.of(2, 2, 2) }],
  ]),
  source: 'test rates',
};

test('the last working day before counts, and both currencies must have a rate on it', () => {
  expect(pairRate('EUR', 'USD', '2026-04-12', rates)).toMatchObject({ value: { factor: 1.1711, daysBack: 2 } });
  expect(pairRate('USD', 'JPY', '2026-04-12', rates)).toMatchObject({ value: { day: friday - 1, daysBack: 3 } });
});

test('further back than the policy allows is refused', () => {
  expect(pairRate('EUR', 'USD', dateOfDay(friday + 10), rates).ok).toBe(true);
  expect(pairRate('EUR', 'USD', dateOfDay(friday + 11), rates).ok).toBe(false);
  const strict = { ...defaultConversionPolicy, maxDaysBack: 0 };
  expect(pairRate('EUR', 'USD', '2026-04-12', rates, strict).ok).toBe(false);
});

test('an amount is exact to the last decimal, against integer arithmetic', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (cents) => {
      const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
      const amount = `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      const told = convert(amount, 'USD', 'EUR', '2026-04-10', rates);
      if (!told.ok) throw new Error(told.reason);
      const found = BigInt(told.value.amount.replace('.', ''));
      const error = (cents < 0n ? -1n : 1n) * (found * 11_711n - cents * 10_000n) * 2n;
      expect(error <= 11_711n && error >= -11_711n).toBe(true);
    }),
  );
});

test('the same currency needs no rate; text that is no decimal is a mistake of the caller', () => {
  expect(convert('5', 'XYZ', 'XYZ', '1900-01-01', rates)).toMatchObject({ value: { amount: '5' } });
  expect(() => convert('1,000', 'USD', 'EUR', '2026-04-10', rates)).toThrow(RangeError);
});

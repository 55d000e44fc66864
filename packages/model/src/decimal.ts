import { z } from 'zod';

const form = /^-?\d+(\.\d+)?$/;

/** A decimal number as text, such as "-1250.75": exact, whatever its length. */
export const decimalSchema = z.string().regex(form, 'Expected a decimal number such as 1250.75');
export type Decimal = z.infer<typeof decimalSchema>;

/** True for the plain decimal form with `.` as separator and no exponent, plus sign or thousands separator. */
export function isDecimal(text: string): boolean {
  return form.test(text);
}

/** Sum of decimals, exact: scale is the largest among the terms. Throws `RangeError` on text that is no decimal. */
export function sumDecimals(terms: Iterable<Decimal>): Decimal {
  let scale = 0;
  let total = 0n;
  for (const term of terms) {
    if (!form.test(term)) throw new RangeError(`Cannot add "${term}": expected a decimal such as 1250.75`);
    const [whole = '0', fraction = ''] = term.split('.');
    if (fraction.length > scale) {
      total *= 10n ** BigInt(fraction.length - scale);
      scale = fraction.length;
    }
    total += BigInt(whole + fraction.padEnd(scale, '0'));
  }
  return decimalOf(total, scale);
}

/** Product of decimals, exact. Throws `RangeError` on text that is no decimal. */
export function timesDecimals(...factors: readonly Decimal[]): Decimal {
  let product = 1n;
  let scale = 0;
  for (const factor of factors) {
    if (!form.test(factor)) throw new RangeError(`Cannot multiply "${factor}": expected a decimal such as 1250.75`);
    const [whole = '0', fraction = ''] = factor.split('.');
    product *= BigInt(whole + fraction);
    scale += fraction.length;
  }
  return decimalOf(product, scale);
}

/** Rounded half to even to so many places. Throws `RangeError` on text that is no decimal. */
export function roundDecimal(value: Decimal, places: number): Decimal {
  if (!form.test(value)) throw new RangeError(`Cannot round "${value}": expected a decimal such as 1250.75`);
  const [whole = '0', fraction = ''] = value.split('.');
  if (fraction.length <= places) return decimalOf(BigInt(whole + fraction.padEnd(places, '0')), places);
  const unit = 10n ** BigInt(fraction.length - places);
  const digits = BigInt(whole + fraction);
  const positive = digits < 0n ? -digits : digits;
  const twice = (positive % unit) * 2n;
  const below = positive / unit;
  const rounded = twice > unit || (twice === unit && below % 2n === 1n) ? below + 1n : below;
  return decimalOf(digits < 0n ? -rounded : rounded, places);
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = sumDecimals([a, b.startsWith('-') ? b.slice(1) : `-${b}`]);
  return difference.startsWith('-') ? -1 : /[1-9]/.test(difference) ? 1 : 0;
}

function decimalOf(value: bigint, scale: number): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

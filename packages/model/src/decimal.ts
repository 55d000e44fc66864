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
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0');
  const sign = total < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

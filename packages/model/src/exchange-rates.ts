import { isDecimal } from './decimal.ts';
import { dateOfDay, dayNumber } from './iso-date.ts';
import { ok, refused } from './result.ts';
import type { Decimal } from './decimal.ts';
import type { IsoDate } from './iso-date.ts';
import type { Currency } from './money.ts';
import type { ExchangeRates } from './rates.ts';
import type { Result } from './result.ts';

/** How far back a rate may be taken from, and to how many decimals an amount is given. */
export interface ConversionPolicy {
  readonly maxDaysBack: number;
  readonly decimals: number;
  readonly source: string;
  readonly validFrom: IsoDate;
}

/** Weekends and the longest run of closed days of the publisher (Easter, year end) fit into seven days. */
export const defaultConversionPolicy: ConversionPolicy = {
  maxDaysBack: 7,
  decimals: 2,
  source: 'Underpin: reference rates are published on working days only',
  validFrom: '1999-01-04',
};

/** The rate of a pair: `to` units per one `from` unit is `numerator / denominator`, exact. */
export interface PairRate {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** The same as a number, for figures that are not money shown to people. */
  readonly factor: number;
  readonly day: number;
  readonly daysBack: number;
}

export interface Conversion {
  readonly amount: Decimal;
  readonly currency: Currency;
  readonly rateDate: IsoDate;
  readonly daysBack: number;
  readonly says: string;
}

/**
 * The rate from one currency to another on a date, through the base currency. Where nothing was published that day, the
 * last day before it counts on which both currencies have a rate, at most `maxDaysBack` days back; otherwise it is refused.
 *
 * @example pairRate('USD', 'JPY', '2026-04-12', rates)
 */
export function pairRate(
  from: Currency,
  to: Currency,
  date: IsoDate,
  rates: ExchangeRates,
  policy: ConversionPolicy = defaultConversionPolicy,
): Result<PairRate> {
  const day = dayNumber(date);
  if (day === null) return refused(`Cannot convert on "${date}": expected a date as yyyy-mm-dd`);
  if (from === to) return ok({ numerator: 1n, denominator: 1n, factor: 1, day, daysBack: 0 });
  for (const currency of [from, to]) {
    if (currency !== rates.base && !rates.currencies.has(currency))
      return refused(`Cannot convert ${from} to ${to}: ${rates.source} has no rates for "${currency}"`);
  }
  for (let row = lastRowUpTo(rates.days, day); row >= 0; row -= 1) {
    const found = rates.days[row] as number;
    if (day - found > policy.maxDaysBack) break;
    const divisor = rateAt(rates, from, row);
    const multiplier = rateAt(rates, to, row);
    if (divisor === null || multiplier === null) continue;
    const numerator = multiplier.mantissa * 10n ** BigInt(divisor.scale);
    const denominator = divisor.mantissa * 10n ** BigInt(multiplier.scale);
    const factor = multiplier.value / divisor.value;
    return ok({ numerator, denominator, factor, day: found, daysBack: day - found });
  }
  return refused(
    `Cannot convert ${from} to ${to} on ${date}: no rate of both in ${rates.source} on that day or up to ` +
      `${policy.maxDaysBack} days before; load a newer rates file or give the amount in another currency`,
  );
}

/**
 * Converts an amount exactly, rounded half to even to the policy's decimals. The answer states the day of the rate.
 * A missing rate is refused with the reason, never guessed. Throws `RangeError` when the amount is no decimal.
 *
 * @example convert('100.00', 'USD', 'EUR', '2026-04-12', rates) // the rate of Friday 2026-04-10, 2 days before
 */
export function convert(
  amount: Decimal,
  from: Currency,
  to: Currency,
  date: IsoDate,
  rates: ExchangeRates,
  policy: ConversionPolicy = defaultConversionPolicy,
): Result<Conversion> {
  if (!isDecimal(amount)) throw new RangeError(`Cannot convert "${amount}": expected a decimal such as 1250.75`);
  const rate = pairRate(from, to, date, rates, policy);
  if (!rate.ok) return rate;
  const { numerator, denominator, day, daysBack } = rate.value;
  const rateDate = dateOfDay(day);
  if (from === to)
    return ok({ amount, currency: to, rateDate, daysBack, says: `${amount} ${from}, no conversion needed` });
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const scaled = BigInt(whole + fraction) * numerator * 10n ** BigInt(policy.decimals);
  const units = dividedHalfEven(scaled, denominator * 10n ** BigInt(fraction.length));
  const digits = units.toString().padStart(policy.decimals + 1, '0');
  const cut = digits.length - policy.decimals;
  const text = policy.decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  const converted = amount.startsWith('-') && units !== 0n ? `-${text}` : text;
  const back = daysBack === 0 ? '' : `, ${daysBack} ${daysBack === 1 ? 'day' : 'days'} before ${date}`;
  const says = `${amount} ${from} = ${converted} ${to} at the rate of ${rateDate}${back} (${rates.source})`;
  return ok({ amount: converted, currency: to, rateDate, daysBack, says });
}

function rateAt(
  rates: ExchangeRates,
  currency: Currency,
  row: number,
): { mantissa: bigint; scale: number; value: number } | null {
  if (currency === rates.base) return { mantissa: 1n, scale: 0, value: 1 };
  const column = rates.currencies.get(currency);
  const mantissa = column?.mantissa[row] ?? Number.NaN;
  if (Number.isNaN(mantissa)) return null;
  const scale = column?.scale[row] ?? 0;
  return { mantissa: BigInt(mantissa), scale, value: mantissa / 10 ** scale };
}

function dividedHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  return twice > divisor || (twice === divisor && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function lastRowUpTo(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

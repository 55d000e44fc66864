import type { Currency } from './money.ts';

/** One currency's rates, in the order of `ExchangeRates.days`: rate = mantissa / 10^scale, exact. NaN where there is none. */
export interface RateColumn {
  readonly mantissa: Float64Array;
  readonly scale: Uint8Array;
}

/** Published rates: units of each currency per one unit of `base`, on the days that were published, oldest first. */
export interface ExchangeRates {
  readonly base: Currency;
  /** Day numbers, ascending, without repeats. */
  readonly days: Int32Array;
  readonly currencies: ReadonlyMap<Currency, RateColumn>;
  /** Who published them, and the file. */
  readonly source: string;
}

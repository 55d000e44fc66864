import type { Sector } from '@underpin/model';

/** What was installed at one reference date, and the group of each provider then (-1 unknown). */
export interface MarketObservation {
  readonly sector: Sector;
  /** Per provider the name under which makers are counted: the group's, or the maker's own. */
  readonly sellerOf: (provider: number) => { readonly id: string; readonly name: string } | null;
}

/** Turns an amount into the view's currency; null when no rate is known. */
export type ToCurrency = (amount: number, currency: string, date: string) => number | null;

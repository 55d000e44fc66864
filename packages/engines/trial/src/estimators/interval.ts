/** An estimate with a bound on each side; each bound alone has the confidence 1 - alpha. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

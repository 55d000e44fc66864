/** Both databases give dates as text, instants as ISO text in UTC and 64-bit numbers as numbers (all of ours are below 2^53). */
export const valueParsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1082: String,
  1184: (text) => new Date(text).toISOString(),
};

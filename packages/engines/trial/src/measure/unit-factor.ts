/** Units that are converted into each other: each with its size in the first of its family. */
const families: readonly Readonly<Record<string, number>>[] = [
  {
    s: 1,
    sec: 1,
    second: 1,
    seconds: 1,
    ms: 1e-3,
    milliseconds: 1e-3,
    us: 1e-6,
    µs: 1e-6,
    μs: 1e-6,
    ns: 1e-9,
    min: 60,
    h: 3600,
  },
  { B: 1, bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 },
  { W: 1, watts: 1, kW: 1e3, MW: 1e6 },
  { J: 1, joules: 1, kJ: 1e3, MJ: 1e6, Wh: 3600, kWh: 3.6e6, MWh: 3.6e9 },
  { '1': 1, ratio: 1, '%': 0.01, percent: 0.01 },
];

/**
 * By what a value in `from` is multiplied to be in `to`; null when the two are not of one family. A rate ("ms/s") is not taken apart.
 *
 * @example
 * unitFactor('ms', 's') // 0.001
 */
export function unitFactor(from: string, to: string): number | null {
  if (from === to) return 1;
  for (const family of families) {
    const [one, other] = [family[from], family[to]];
    if (one !== undefined && other !== undefined) return one / other;
  }
  return null;
}

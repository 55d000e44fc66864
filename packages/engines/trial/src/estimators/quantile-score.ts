import { studentT } from '../special/distributions.ts';
import { weakened } from './serial-correlation.ts';
import type { Block } from './shift.ts';

/** One arm of one block, sorted, with the weight that lies before each value. */
interface Side {
  readonly values: Float64Array;
  readonly before: Float64Array;
}

const steps = 80;
const widest = 1e6;

/**
 * Score test of a quantile ratio over blocks: with the candidate's values divided by the ratio, both arms have the same share of
 * values above their common quantile; the difference of the two shares is one figure a block, held against zero by Student's t.
 * It needs no density, outliers count as one value, and values of a block may hang together. Its bounds are those ratios that
 * the test does not refuse.
 */
export class QuantileScore {
  readonly #blocks: readonly { readonly candidate: Side; readonly incumbent: Side }[];
  readonly #arms: { readonly candidate: Side; readonly incumbent: Side };
  readonly #quantile: number;

  constructor(blocks: readonly Block[], quantile: number) {
    const both = blocks.filter(({ candidate, incumbent }) => candidate.length > 0 && incumbent.length > 0);
    this.#blocks = both.map((one) => ({
      candidate: sideOf([one], 'candidate'),
      incumbent: sideOf([one], 'incumbent'),
    }));
    this.#arms = { candidate: sideOf(both, 'candidate'), incumbent: sideOf(both, 'incumbent') };
    this.#quantile = quantile;
  }

  /** The difference of each block at a ratio, in the order of the blocks. */
  scores(ratio: number): readonly number[] {
    const { candidate, incumbent } = this.#arms;
    let low = Math.min(first(candidate) / ratio, first(incumbent));
    let high = Math.max(last(candidate) / ratio, last(incumbent));
    for (let step = 0; step < steps && high > low; step += 1) {
      const middle = (low + high) / 2;
      if (middle === low || middle === high) break;
      const below = 1 - (above(candidate, middle * ratio) + above(incumbent, middle)) / 2;
      if (below >= this.#quantile) high = middle;
      else low = middle;
    }
    return this.#blocks.map((block) => above(block.candidate, high * ratio) - above(block.incumbent, high));
  }

  /** P-values of "the ratio is this": less, greater; larger by a factor of the error where neighbouring blocks hang together. */
  test(ratio: number, factor = 1): { readonly pLess: number; readonly pGreater: number } {
    const scores = this.scores(ratio);
    const n = scores.length;
    const mean = scores.reduce((sum, one) => sum + one, 0) / n;
    const variance = scores.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
    if (!(variance > 0))
      return mean === 0 ? { pLess: 1, pGreater: 1 } : { pLess: mean < 0 ? 0 : 1, pGreater: mean > 0 ? 0 : 1 };
    const { lower, upper } = studentT(n - 1, mean / Math.sqrt(variance / n));
    return { pLess: weakened(lower, factor), pGreater: weakened(upper, factor) };
  }

  /** Ratios that the test does not refuse, each bound of one-sided level alpha. */
  bounds(estimate: number, alpha: number, factor = 1): { readonly lower: number; readonly upper: number } {
    return {
      lower: this.#bound(estimate, -1, (ratio) => this.test(ratio, factor).pGreater <= alpha),
      upper: this.#bound(estimate, 1, (ratio) => this.test(ratio, factor).pLess <= alpha),
    };
  }

  #bound(estimate: number, sign: 1 | -1, refused: (ratio: number) => boolean): number {
    let reach = 0.01;
    while (!refused(estimate * Math.exp(sign * reach))) {
      reach *= 2;
      if (reach > Math.log(widest)) return sign > 0 ? Infinity : 0;
    }
    let inside = reach === 0.01 ? 0 : reach / 2;
    for (let step = 0; step < 40 && reach - inside > 1e-7; step += 1) {
      const middle = (inside + reach) / 2;
      if (refused(estimate * Math.exp(sign * middle))) reach = middle;
      else inside = middle;
    }
    return estimate * Math.exp(sign * reach);
  }
}

function sideOf(blocks: readonly Block[], arm: 'candidate' | 'incumbent'): Side {
  const total = blocks.reduce((sum, block) => sum + block[arm].length, 0);
  const values = new Float64Array(total);
  const weights = new Float64Array(total).fill(1);
  let at = 0;
  for (const block of blocks) {
    values.set(block[arm], at);
    if (block.weights !== undefined) weights.set(block.weights[arm], at);
    at += block[arm].length;
  }
  const order = Uint32Array.from(values, (_, index) => index).toSorted(
    (a, b) => (values[a] as number) - (values[b] as number),
  );
  const before = new Float64Array(total + 1);
  order.forEach((index, place) => {
    before[place + 1] = (before[place] as number) + (weights[index] as number);
  });
  return { values: Float64Array.from(order, (index) => values[index] as number), before };
}

function first({ values }: Side): number {
  return values[0] ?? Number.NaN;
}

function last({ values }: Side): number {
  return values.at(-1) ?? Number.NaN;
}

/** Share of a side above a value; what equals it counts half. */
function above({ values, before }: Side, value: number): number {
  const from = place(values, value, false);
  const to = place(values, value, true);
  const all = before.at(-1) as number;
  return (all - ((before[from] as number) + (before[to] as number)) / 2) / all;
}

/** How many values are below, or at most, a value. */
function place(values: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = values[middle] as number;
    if (one < value || (orEqual && one === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

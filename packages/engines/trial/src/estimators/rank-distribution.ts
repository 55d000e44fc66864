/** Doubled midranks of the values (always whole numbers), and the sum over groups of ties of t^3 - t. */
export function doubledRanks(values: Float64Array): { readonly ranks: Int32Array; readonly ties: number } {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Int32Array(values.length);
  let ties = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    const tied = to - from;
    ties += tied * tied * tied - tied;
    for (let at = from; at < to; at += 1) ranks[order[at] as number] = from + to + 1;
    from = to;
  }
  return { ranks, ties };
}

/** Chance of each sum of `m` of the given whole scores, every subset of that size alike (shift algorithm of Streitberg and Röhmel). */
export function sumOfSubset(scores: Int32Array, m: number): Float64Array {
  const sorted = scores.toSorted();
  const most = sorted.slice(sorted.length - m).reduce((sum, score) => sum + score, 0);
  const table = Array.from({ length: m + 1 }, () => new Float64Array(most + 1));
  (table[0] as Float64Array)[0] = 1;
  let reach = 0;
  for (let item = 0; item < sorted.length; item += 1) {
    const score = sorted[item] as number;
    reach = Math.min(most, reach + score);
    // Divided as it grows: row k of the first i items holds chances, not counts that overflow.
    for (let k = Math.min(m, item + 1); k >= 1; k -= 1) {
      const to = table[k] as Float64Array;
      const from = table[k - 1] as Float64Array;
      const taken = k / (item + 1);
      const left = 1 - taken;
      for (let sum = reach; sum >= score; sum -= 1)
        to[sum] = left * (to[sum] as number) + taken * (from[sum - score] as number);
      for (let sum = Math.min(score - 1, reach); sum >= 0; sum -= 1) to[sum] = left * (to[sum] as number);
    }
  }
  return table[m] as Float64Array;
}

/** Chance of each sum when every score is taken or left by the toss of a coin. */
export function sumOfTossed(scores: Int32Array): Float64Array {
  const most = scores.reduce((sum, score) => sum + score, 0);
  const chance = new Float64Array(most + 1);
  chance[0] = 1;
  let reach = 0;
  for (const score of scores) {
    reach += score;
    for (let sum = reach; sum >= score; sum -= 1)
      chance[sum] = ((chance[sum] as number) + (chance[sum - score] as number)) / 2;
    for (let sum = score - 1; sum >= 0; sum -= 1) chance[sum] = (chance[sum] as number) / 2;
  }
  return chance;
}

/** Distribution of the sum of two independent whole counts. */
export function convolved(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i += 1) {
    const weight = a[i] as number;
    if (weight === 0) continue;
    for (let j = 0; j < b.length; j += 1) result[i + j] = (result[i + j] as number) + weight * (b[j] as number);
  }
  return result;
}

/** P(S <= at) and P(S >= at). */
export function tailsAt(chance: Float64Array, at: number): { readonly atMost: number; readonly atLeast: number } {
  let atMost = 0;
  let atLeast = 0;
  for (let sum = 0; sum < chance.length; sum += 1) {
    if (sum <= at) atMost += chance[sum] as number;
    if (sum >= at) atLeast += chance[sum] as number;
  }
  return { atMost: Math.min(1, atMost), atLeast: Math.min(1, atLeast) };
}

/** Greatest k with P(S <= k - 1) <= alpha: the bound is the k-th ordered value. 0 when there is none. */
export function criticalRank(chance: Float64Array, alpha: number): number {
  let sum = 0;
  for (let k = 0; k < chance.length; k += 1) {
    sum += chance[k] as number;
    if (sum > alpha * (1 + 1e-12)) return k;
  }
  return chance.length;
}

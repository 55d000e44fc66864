/**
 * x log(x / m) + m - x for x >= 0 and m > 0, without cancellation where x is near m. Loader's saddle-point form of the
 * binomial, Poisson, gamma and beta densities rests on it (C. Loader, Fast and accurate computation of binomial probabilities, 2000).
 */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const v = (x - m) / (x + m);
  if (Math.abs(v) >= 0.5) return x * Math.log(x / m) + m - x;
  const square = v * v;
  let power = 2 * x * v;
  let sum = (x - m) * v;
  for (let j = 3; ; j += 2) {
    power *= square;
    const next = sum + power / j;
    if (next === sum) return sum;
    sum = next;
  }
}

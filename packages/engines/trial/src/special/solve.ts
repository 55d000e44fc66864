/**
 * The root of a monotone function between two bounds whose values have opposite signs (or one of them is zero), by ITP-safeguarded
 * bisection: the secant is used where it shrinks the bracket, halving else. Stops when the bracket is as narrow as doubles allow
 * or `tolerance` relative.
 */
export function solve(f: (x: number) => number, low: number, high: number, tolerance = 1e-15): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) throw new RangeError(`Expected a change of sign between ${low} and ${high}`);
  let width = Math.abs(b - a);
  for (let round = 0; round < 400; round += 1) {
    const middle = a + (b - a) / 2;
    let x = a - (fa * (b - a)) / (fb - fa);
    const halved = Math.abs(b - a) < width / 2;
    if (round % 3 === 2 || !Number.isFinite(x) || !halved) x = middle;
    width = Math.abs(b - a);
    if (!(x > Math.min(a, b) && x < Math.max(a, b))) x = middle;
    if (Math.abs(b - a) <= tolerance * Math.abs(middle) || x === a || x === b) return middle;
    const fx = f(x);
    if (fx === 0) return x;
    if (fx > 0 === fa > 0) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
  }
  return a + (b - a) / 2;
}

/**
 * The highest load that was held for a number of consecutive intervals: the greatest, over windows, of the least load in the window.
 * A window with an unobserved interval (NaN) does not count. Null when no window is whole.
 *
 * @example
 * sustainedPeak([3, 9, 8, 1], 2) // 8
 */
export function sustainedPeak(loads: ArrayLike<number>, intervals: number): number | null {
  if (!Number.isInteger(intervals) || intervals < 1)
    throw new RangeError(`Expected a whole number of intervals: ${intervals}`);
  // Indices of loads that rise, the least of the window first.
  const queue: number[] = [];
  let head = 0;
  let whole = 0;
  let best: number | null = null;
  for (let at = 0; at < loads.length; at += 1) {
    const load = loads[at] as number;
    if (Number.isNaN(load)) {
      whole = 0;
      head = queue.length;
      continue;
    }
    whole += 1;
    while (queue.length > head && (loads[queue[queue.length - 1] as number] as number) >= load) queue.pop();
    queue.push(at);
    if ((queue[head] as number) <= at - intervals) head += 1;
    const least = loads[queue[head] as number] as number;
    if (whole >= intervals && (best === null || least > best)) best = least;
  }
  return best;
}

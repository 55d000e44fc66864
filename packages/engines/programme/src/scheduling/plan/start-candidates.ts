import { type DenseProblem, noLimit } from '../dense-problem.ts';

/**
 * Starts of each mode among which the cheapest one is, when prices are constant over blocks of periods and over the buckets of
 * supplies: the cost is then linear between them. With blocks of one period these are all starts that the calendars allow.
 */
export class StartCandidates {
  /** Of each mode, rising. Modes that are alike in duration, calendars and supplies share one list. */
  readonly starts: readonly Int32Array[];

  constructor(problem: DenseProblem, block: number) {
    const { modeTable, duration, consumeStart, consumeResource } = problem;
    const known = new Map<string, Int32Array>();
    this.starts = Array.from(duration, (long, mode) => {
      const supplies =
        block === 1
          ? []
          : [...new Set(consumeResource.subarray(consumeStart[mode], consumeStart[mode + 1]))].toSorted(
              (a, b) => a - b,
            );
      const key = `${block === 1 ? 0 : long % block} ${modeTable[mode]} ${supplies.join()}`;
      const list = known.get(key) ?? startsOf(problem, block, long, modeTable[mode], supplies);
      known.set(key, list);
      return list;
    });
  }
}

function startsOf(
  problem: DenseProblem,
  block: number,
  long: number,
  table: number,
  supplies: readonly number[],
): Int32Array {
  const { horizon } = problem;
  const chosen = new Uint8Array(horizon + 1);
  const shift = block - (long % block);
  for (let time = 0; time <= horizon; time += block) chosen[time] = 1;
  for (let time = shift % block; time <= horizon; time += block) chosen[time] = 1;
  // The price of a supply falls at once where a bucket begins.
  for (const supply of supplies)
    for (const from of problem.supplies[supply].bucketFrom) {
      chosen[from] = 1;
      if (from > 0) chosen[from - 1] = 1;
    }
  if (table >= 0) {
    const next = problem.nextStart[table];
    for (let time = 0; time <= horizon; time += 1) {
      if (next[time] !== time) chosen[time] = 0;
      else if (time === 0 || next[time - 1] !== time - 1 || time === horizon || next[time + 1] !== time + 1)
        chosen[time] = 1;
      if (next[time] === noLimit) break;
    }
  }
  const list: number[] = [];
  for (let time = 0; time <= horizon; time += 1) if (chosen[time] === 1) list.push(time);
  return Int32Array.from(list);
}

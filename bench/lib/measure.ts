/** One thing to be timed; what it returns is kept alive until the clock is stopped. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

/** Milliseconds of one run: by the clock, and of processor time, which other work on the machine hardly changes. */
export interface Timing {
  readonly clock: number;
  readonly processor: number;
}

/** Times of each contender over `rounds`, taken in turns so that a slow moment of the machine hits all alike. */
export async function measureInTurns(
  contenders: readonly Contender[],
  rounds: number,
  warmUps = 2,
): Promise<ReadonlyMap<string, readonly Timing[]>> {
  const times = new Map<string, Timing[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { name, run } of contenders) {
      const used = process.cpuUsage();
      const started = performance.now();
      await run();
      const clock = performance.now() - started;
      const { user, system } = process.cpuUsage(used);
      if (round >= 0) times.get(name)?.push({ clock, processor: (user + system) / 1_000 });
    }
  }
  return times;
}

/** Median by the clock and of processor time. */
export function medianTiming(timings: readonly Timing[]): Timing {
  return {
    clock: median(timings.map((timing) => timing.clock)),
    processor: median(timings.map((timing) => timing.processor)),
  };
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of no values is not defined');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** One thing to be timed; what it returns is kept alive until the clock is stopped. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

/** Times in milliseconds of each contender over `rounds`, taken in turns so that a slow moment of the machine hits all alike. */
export async function measureInTurns(
  contenders: readonly Contender[],
  rounds: number,
  warmUps = 2,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { name, run } of contenders) {
      const started = performance.now();
      await run();
      const elapsed = performance.now() - started;
      if (round >= 0) times.get(name)?.push(elapsed);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('The median of no values is not defined');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

import type { RankColumns, RankJob } from '@underpin/reliance';

/** What a ranking worker is given; all arrays lie in shared memory. */
export interface RankOrder {
  readonly job: RankJob;
  readonly columns: RankColumns;
  readonly count: number;
  /** Numbers that main thread and workers share, at {@link place}. */
  readonly marks: Int32Array;
}

export const place = { next: 0, done: 1, stop: 2 } as const;

/** Subjects taken at a time: few, because one subject can cost as much as thousands of others. */
export const chunk = 4;

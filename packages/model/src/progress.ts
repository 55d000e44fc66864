/** What long work tells while it runs, and asks whether it should go on. Engines stop early when `cancelled` turns true. */
export interface Progress {
  readonly cancelled: boolean;
  /** `done` of `total` (unit of the work's own), with the step's name in plain words. */
  report(step: string, done: number, total: number): void;
}

/** For work nobody watches. */
export const silent: Progress = { cancelled: false, report: () => {} };

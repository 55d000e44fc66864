import { Worker } from 'node:worker_threads';
import { type PlanStanding, type ProgrammePlan, type Progress, refused, type Result } from '@underpin/model';
import type { MakePlanInput } from '../use-cases/programme/make-plan.ts';
import type { FromProgrammeWorker, ProgrammeWork } from './programme-message.ts';

const entry = new URL('./programme-worker.ts', import.meta.url);
const memoryMb = 3072;
const watchMs = 50;

export interface ProgrammeApartOptions {
  readonly seconds: number;
  readonly steps?: number;
  readonly seed: number;
  readonly progress: Progress;
  /** Told of the best plan so far. */
  readonly standing?: (standing: PlanStanding) => void;
}

/**
 * Plans a programme in a thread of its own: the caller's thread stays free. It is ended when `progress` is cancelled (then
 * refused) or when it takes too much memory.
 */
export function programmeApart(
  { file, study, subject, rates, before }: MakePlanInput,
  { progress, standing, ...options }: ProgrammeApartOptions,
): Promise<Result<ProgrammePlan>> {
  const sector = study === null ? null : { loaded: study.loaded, control: study.control };
  const work: ProgrammeWork = { file, sector, subject, rates, before, ...options };
  const worker = new Worker(entry, { workerData: work, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  return new Promise<Result<ProgrammePlan>>((resolve, reject) => {
    const watch = setInterval(() => {
      if (progress.cancelled) settle(() => resolve(refused('It was cancelled.')));
    }, watchMs);
    function settle(then: () => void): void {
      clearInterval(watch);
      void worker.terminate();
      then();
    }
    worker.on('message', (message: FromProgrammeWorker) => {
      if (message.kind === 'progress') progress.report(message.step, message.done, message.total);
      else if (message.kind === 'standing') standing?.(message.standing);
      else settle(() => resolve(message.plan));
    });
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') settle(() => reject(error));
      else settle(() => resolve(refused('This programme needs more memory than is given here.')));
    });
    worker.once('exit', () => settle(() => reject(new Error('Planning ended without an answer'))));
  });
}

import { type PlanStanding, type ProgrammePlan, type Progress, type Result } from '@underpin/model';
import type { MakePlanInput } from '../use-cases/programme/make-plan.ts';
import type { FromProgrammeWorker, ProgrammeWork } from './programme-message.ts';
import { workApart } from './work-apart.ts';

const entry = new URL('./programme-worker.ts', import.meta.url);
const memoryMb = 3072;

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
  return workApart<ProgrammePlan, FromProgrammeWorker>(
    {
      entry,
      work,
      memoryMb,
      progress,
      tooLarge: 'This programme needs more memory than is given here.',
      name: 'Planning',
    },
    (message, { settle }) => {
      if (message.kind === 'progress') progress.report(message.step, message.done, message.total);
      else if (message.kind === 'standing') standing?.(message.standing);
      else settle(message.plan);
    },
  );
}

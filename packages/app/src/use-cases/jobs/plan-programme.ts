import type { PlanStanding, ProgrammeChange } from '@underpin/model';
import { programmeApart } from '../../workers/programme-apart.ts';
import { done, notFound, problemOf } from '../outcome.ts';
import { changeProgramme } from '../programme/change-programme.ts';
import { programmeAsReported } from '../programme/kept-programmes.ts';
import { proposePlan } from '../programme/kept-plans.ts';
import { knownOn } from '../programme/known-on.ts';
import type { Study } from '../study.ts';
import type { JobKind } from './run-job.ts';

interface Input {
  readonly programme: string;
  readonly on: string;
  readonly seconds: number;
  readonly seed: number;
  readonly change: ProgrammeChange;
}

/** Plans a kept programme in a thread of its own, with all that was reported by a day, and keeps the plan as proposed. */
export function planProgramme(study: () => Promise<Study | null>): JobKind {
  return async (job, progress, asOwner) => {
    const input = job.input as unknown as Input;
    const found = await asOwner(async (desk) => {
      const row = await desk.records.get('programme', input.programme);
      if (row === null || row.party !== desk.acting.party) return notFound;
      const accepted = row.acceptedPlan === null ? null : await desk.records.get('programmePlan', row.acceptedPlan);
      return done({ file: await programmeAsReported(desk, row), accepted });
    });
    if (!found.ok) return found;
    const { accepted } = found.value;
    const on = input.on < found.value.file.start ? found.value.file.start : input.on;
    const file = knownOn(changeProgramme(found.value.file, input.change), on);
    const { subject = null } = file;
    const computedOn = subject === null ? null : await study();
    if (subject !== null && computedOn === null)
      return problemOf('conflict', 'There is no sector to plan on: import registers first.');
    let standing: PlanStanding | null = null;
    const planned = await programmeApart(
      { file, study: computedOn, subject, rates: null, before: accepted?.plan ?? null },
      {
        seconds: input.seconds,
        seed: input.seed,
        progress: {
          get cancelled() {
            return progress.cancelled;
          },
          report: (step, finished, total) => progress.report(`${step}${wordsOf(standing)}`, finished, total),
        },
        standing: (now) => {
          standing = now;
        },
      },
    );
    if (!planned.ok) return problemOf('conflict', planned.reason);
    const plan = planned.value;
    return asOwner(async (desk) => {
      // Under the id of the job: begun again it keeps nothing twice.
      const row = await proposePlan(desk, {
        id: job.id,
        programme: input.programme,
        file,
        plan,
        beforePlan: accepted?.id ?? null,
      });
      return done({ plan: row.id, status: row.status });
    });
  };
}

/** The best plan so far, as a step of a job tells it. */
function wordsOf(standing: PlanStanding | null): string {
  if (standing === null || standing.relianceDays === null) return '';
  const { relianceDays, lateDays, lowerBound, gap } = standing;
  const late = lateDays > 0 ? `, ${lateDays} days late` : '';
  const bound =
    gap === null ? '' : `, no plan has less than ${Math.round(lowerBound)} (gap ${(100 * gap).toFixed(1)} %)`;
  return `: ${Math.round(relianceDays)} weighted days of reliance${late}${bound}`;
}

import { ok, type Result } from '@underpin/model';
import type { FilingInput, FilingPlan } from '../use-cases/filing/plan-filing.ts';
import type { FromPlanner, PlanWork, ToPlanner } from './plan-message.ts';
import { workApart } from './work-apart.ts';

const entry = new URL('./plan-worker.ts', import.meta.url);
const memoryMb = 2048;

/** Plans a filing in a thread of its own, which is ended when `progress` is cancelled or when it takes too much memory: then it is refused. */
export function planApart({ file, options, at, progress, before }: FilingInput): Promise<Result<FilingPlan>> {
  const work: PlanWork = { file, options, at };
  return workApart<FilingPlan, FromPlanner>(
    {
      entry,
      work,
      memoryMb,
      progress,
      tooLarge: 'The file needs more memory than is given here: use "underpin import" on the command line.',
      name: 'Planning a filing',
    },
    (message, { worker, settle, fail }) => {
      if (message.kind === 'progress') progress.report(message.step, message.done, message.total);
      else if (message.kind === 'plan') settle(ok(message.plan));
      else {
        before(message.entity, message.format).then(
          (found) => worker.postMessage({ before: found } satisfies ToPlanner),
          (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))),
        );
      }
    },
  );
}

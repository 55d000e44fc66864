import { Worker } from 'node:worker_threads';
import { refused, type Result, ok } from '@underpin/model';
import type { FilingInput, FilingPlan } from '../use-cases/filing/plan-filing.ts';
import type { FromPlanner, PlanWork, ToPlanner } from './plan-message.ts';

const entry = new URL('./plan-worker.ts', import.meta.url);
const memoryMb = 2048;
const watchMs = 100;

/** Plans a filing in a thread of its own, which is ended when `progress` is cancelled or when it takes too much memory: then it is refused. */
export function planApart({ file, options, at, progress, before }: FilingInput): Promise<Result<FilingPlan>> {
  const work: PlanWork = { file, options, at };
  const worker = new Worker(entry, { workerData: work, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  return new Promise<Result<FilingPlan>>((resolve, reject) => {
    const watch = setInterval(() => {
      if (progress.cancelled) settle(() => resolve(refused('It was cancelled.')));
    }, watchMs);
    function settle(then: () => void): void {
      clearInterval(watch);
      void worker.terminate();
      then();
    }
    worker.on('message', (message: FromPlanner) => {
      if (message.kind === 'progress') progress.report(message.step, message.done, message.total);
      else if (message.kind === 'plan') settle(() => resolve(ok(message.plan)));
      else {
        before(message.entity, message.format).then(
          (found) => worker.postMessage({ before: found } satisfies ToPlanner),
          (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
        );
      }
    });
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') settle(() => reject(error));
      else
        settle(() =>
          resolve(refused('The file needs more memory than is given here: use "underpin import" on the command line.')),
        );
    });
    worker.once('exit', () => settle(() => reject(new Error('Planning a filing ended without an answer'))));
  });
}

import { planFiling } from '../use-cases/filing/plan-filing.ts';
import type { FromPlanner, PlanWork, ToPlanner } from './plan-message.ts';
import { serveWork } from './serve-work.ts';

serveWork<PlanWork>(async (work, port) => {
  const tell = (message: FromPlanner): void => port.postMessage(message);
  const plan = await planFiling({
    ...work,
    progress: { cancelled: false, report: (step, done, total) => tell({ kind: 'progress', step, done, total }) },
    before: (entity, format) =>
      new Promise((resolve) => {
        port.once('message', ({ before }: ToPlanner) => resolve(before));
        tell({ kind: 'before', entity, format });
      }),
  });
  tell({ kind: 'plan', plan });
});

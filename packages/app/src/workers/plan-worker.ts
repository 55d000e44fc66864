import { parentPort, workerData } from 'node:worker_threads';
import { planFiling } from '../use-cases/filing/plan-filing.ts';
import type { FromPlanner, PlanWork, ToPlanner } from './plan-message.ts';

const port = parentPort;
if (port === null) throw new Error('This runs as a worker only');
const tell = (message: FromPlanner): void => port.postMessage(message);
const plan = await planFiling({
  ...(workerData as PlanWork),
  progress: { cancelled: false, report: (step, done, total) => tell({ kind: 'progress', step, done, total }) },
  before: (entity, format) =>
    new Promise((resolve) => {
      port.once('message', ({ before }: ToPlanner) => resolve(before));
      tell({ kind: 'before', entity, format });
    }),
});
tell({ kind: 'plan', plan });

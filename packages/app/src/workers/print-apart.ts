import { Worker } from 'node:worker_threads';
import type { Result } from '@underpin/model';
import type { Prints, PrintWork } from '../use-cases/reviews/print-report.ts';

const entry = new URL('./print-worker.ts', import.meta.url);

/** Prints a report in a thread of its own: typesetting takes seconds, and others wait for this one. */
export function printApart(work: PrintWork): Promise<Result<Prints>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: work });
    worker.once('message', (prints: Result<Prints>) => {
      resolve(prints);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('Printing a report ended without an answer')));
  });
}

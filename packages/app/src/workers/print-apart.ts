import { type Result, silent } from '@underpin/model';
import type { Prints, PrintWork } from '../use-cases/reviews/print-report.ts';
import { workApart } from './work-apart.ts';

const entry = new URL('./print-worker.ts', import.meta.url);
const memoryMb = 2048;

/** Prints a report in a thread of its own: typesetting takes seconds, and others wait for this one. */
export function printApart(work: PrintWork): Promise<Result<Prints>> {
  return workApart<Prints, Result<Prints>>(
    {
      entry,
      work,
      memoryMb,
      progress: silent,
      tooLarge: 'This report needs more memory than is given here.',
      name: 'Printing a report',
    },
    (prints, { settle }) => settle(prints),
  );
}

import { refused, type Result } from '@underpin/model';
import type { CheckedSubmission } from '../use-cases/check-submissions.ts';
import { workApart } from './work-apart.ts';

const entry = new URL('./check-worker.ts', import.meta.url);
const memoryMb = 1024;
const instead = 'use "underpin check" on the command line.';

export interface CheckWork {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** ISO date. */
  readonly today: string;
}

/** Checks one file in a thread of its own, which is ended when it takes longer than `seconds` or too much memory: then it is refused. */
export async function checkApart(work: CheckWork, seconds: number): Promise<Result<CheckedSubmission>> {
  let cancelled = false;
  const late = setTimeout(() => (cancelled = true), seconds * 1000);
  const progress = {
    report: () => {},
    get cancelled() {
      return cancelled;
    },
  };
  const checked = await workApart<CheckedSubmission, CheckedSubmission>(
    {
      entry,
      work,
      memoryMb,
      progress,
      tooLarge: `This file needs more memory than is given here: ${instead}`,
      name: 'Checking',
    },
    (message, { settle }) => settle({ ok: true, value: message }),
  );
  clearTimeout(late);
  if (checked.ok || !cancelled) return checked;
  return refused(`Checking this file takes longer than ${seconds} seconds here: ${instead}`);
}

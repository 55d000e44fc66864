import { moveCase, notFound } from '@underpin/app';
import type { CaseState } from '@underpin/contract';
import type { Step } from './step.ts';

/** Moves of one case, each on the version that is there then. */
export function moving(id: string): (ago: number, by: string, to: CaseState) => Step {
  return (ago, by, to) => ({
    ago,
    by,
    work: async (desk) => {
      const held = await desk.records.get('reviewCase', id);
      return held === null ? notFound : moveCase(desk, id, held.version, to);
    },
  });
}

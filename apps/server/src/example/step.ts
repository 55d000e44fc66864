import type { Desk, EvidenceFiles, Outcome } from '@underpin/app';
import { notFound } from '@underpin/app';

/** One thing that somebody of the example did, in one transaction. */
export interface Step {
  /** Days before the start. */
  readonly ago: number;
  /** Id of the person. */
  readonly by: string;
  readonly work: (desk: Desk) => Promise<Outcome<unknown>>;
}

/** The sealing of the report of a case: it is printed first, outside of any transaction. */
export interface Sealing extends Omit<Step, 'work'> {
  readonly seals: string;
}

/** What reads files meanwhile: several transactions, and work between them. */
export interface Apart extends Omit<Step, 'work'> {
  readonly apart: (means: {
    readonly files: EvidenceFiles;
    readonly now: Date;
    readonly asCaller: <T>(work: (desk: Desk) => Promise<Outcome<T>>) => Promise<Outcome<T>>;
  }) => Promise<Outcome<unknown>>;
}

/** The same desk, on which the next new record gets this id. */
export function naming(desk: Desk, id: string): Desk {
  let given = false;
  return {
    ...desk,
    newId: () => {
      if (given) return desk.newId?.() ?? crypto.randomUUID();
      given = true;
      return id;
    },
  };
}

/** Does several things one after the other; a refusal ends it. */
export async function inOrder(works: readonly (() => Promise<Outcome<unknown>>)[]): Promise<Outcome<unknown>> {
  let last: Outcome<unknown> = notFound;
  for (const work of works) {
    last = await work();
    if (!last.ok) return last;
  }
  return last;
}

import type { ProblemKind } from '@underpin/contract';

/** A request that may be refused, with the kind of problem and the reason in words for people. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly kind: ProblemKind; readonly reason: string };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function problemOf(kind: ProblemKind, reason: string): Outcome<never> {
  return { ok: false, kind, reason };
}

/** The one answer for what does not exist and for what may not be seen. */
export const notFound: Outcome<never> = problemOf(
  'not found',
  'There is nothing here that your party may see. Check the address.',
);

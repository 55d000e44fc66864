/** A request that may be impossible: the value, or the reason in words for people. Mistakes throw instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(reason: string): Result<never> {
  return { ok: false, reason };
}

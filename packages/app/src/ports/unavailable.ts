/** Why a store cannot do now what it is asked, although nothing is wrong with what was asked. */
export interface Unavailable {
  readonly why: 'database gone' | 'disk full' | 'read only' | 'busy';
  /** The connection broke while a change was being kept: it may have been kept or not. */
  readonly inDoubt: boolean;
}

const byCode: readonly (readonly [RegExp, Unavailable['why']])[] = [
  [/^(53100|ENOSPC|EDQUOT|EFBIG)$/, 'disk full'],
  [/^(25006|EROFS)$/, 'read only'],
  [/^(57014|53|55P03|40001|40P01)/, 'busy'],
  [/^(08|57P|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/, 'database gone'],
];
// What the drivers say without a code.
const byMessage: readonly (readonly [RegExp, Unavailable['why']])[] = [
  [/no space left|disk full|file too large/i, 'disk full'],
  [/timeout exceeded when trying to connect/i, 'busy'],
  [/connection terminated|connection error|connection ended|not queryable|database thread/i, 'database gone'],
];

/** Reads an error of a store: null when it is a mistake, and not a disk or a database that will be back. */
export function unavailability(error: unknown): Unavailable | null {
  if (!(error instanceof Error)) return null;
  const { code, inDoubt } = error as { code?: unknown; inDoubt?: unknown };
  const known = typeof code === 'string' ? byCode.find(([form]) => form.test(code)) : undefined;
  const why = (known ?? byMessage.find(([form]) => form.test(error.message)))?.[1];
  return why === undefined ? null : { why, inDoubt: inDoubt === true };
}

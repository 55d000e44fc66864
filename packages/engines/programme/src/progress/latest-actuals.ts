import type { IsoDate, ProgrammeActual } from '@underpin/model';

export type ReplacementState = ProgrammeActual['state'];

/** What is known of one replacement on a day. */
export interface ReplacementStatus {
  readonly state: ReplacementState;
  readonly on: IsoDate;
  /** Day on which it was first reported as installing since it last failed, if it was. */
  readonly startedOn: IsoDate | null;
  /** Day on which the new side first stood alone, if it does. */
  readonly doneOn: IsoDate | null;
  readonly incidents: number;
  readonly failures: number;
  readonly reasons: readonly string[];
  readonly evidence: readonly string[];
}

/** From nothing done to gone for good. */
export const replacementStateOrder: readonly ReplacementState[] = [
  'in use',
  'failed',
  'installing',
  'replaced',
  'removed',
  'disposed',
];

/** True when the new side does the work. */
export function isDone(state: ReplacementState): boolean {
  return state === 'replaced' || state === 'removed' || state === 'disposed';
}

/** Reports up to a day, by replacement; a later report of the same day counts over an earlier one. */
export function latestActuals(
  actuals: readonly ProgrammeActual[],
  on: IsoDate,
): ReadonlyMap<string, ReplacementStatus> {
  const sorted = actuals.filter((one) => one.on <= on).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const known = new Map<string, ReplacementStatus>();
  for (const report of sorted) {
    const before = known.get(report.replacement);
    const failed = report.state === 'failed';
    const done = isDone(report.state);
    known.set(report.replacement, {
      state: report.state,
      on: report.on,
      startedOn: failed
        ? null
        : report.state === 'installing'
          ? (before?.startedOn ?? report.on)
          : (before?.startedOn ?? null),
      doneOn: done ? (before?.doneOn ?? report.on) : null,
      incidents: (before?.incidents ?? 0) + report.incidents,
      failures: (before?.failures ?? 0) + (failed ? 1 : 0),
      reasons: [...(before?.reasons ?? []), ...(report.reason === undefined ? [] : [report.reason])],
      evidence: [...(before?.evidence ?? []), ...report.evidence],
    });
  }
  return known;
}

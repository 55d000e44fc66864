import type { ProgrammeActual } from '@underpin/model';
import type { ProgressReportRecord } from '../../ports/review-tables.ts';

/** A kept report as the engine takes it. */
export function actualOf({
  replacement,
  on,
  state,
  incidents,
  evidence,
  spent,
  reason,
}: ProgressReportRecord): ProgrammeActual {
  return {
    replacement,
    on,
    state,
    incidents,
    evidence: [...evidence],
    ...(spent === null ? {} : { spent }),
    ...(reason === null ? {} : { reason }),
  };
}

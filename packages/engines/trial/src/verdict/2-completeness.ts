import { dayNumber } from '@underpin/model';
import type { TrialEndpoint, TrialProtocol } from '@underpin/model';
import { estimatorForm } from '../protocol/endpoint-form.ts';
import { daysOf, plannedDays, spans } from '../protocol/planned-days.ts';
import type { Admitted } from './1-admit.ts';

/** What the data of an endpoint lack; each text is a sentence for people. */
export interface Completeness {
  readonly lacks: readonly string[];
  /** Planned days up to the day of assessment without data, by arm and workload. */
  readonly missing: readonly {
    readonly candidate: boolean;
    readonly workload: string;
    readonly days: readonly number[];
  }[];
}

/** Whether every arm that counts has data of every declared workload on the planned days, peaks above all. */
export function completeness(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  asOf: string,
): Completeness {
  const last = dayNumber(asOf) ?? -Infinity;
  const planned = plannedDays(protocol);
  const due = planned.filter((day) => day <= last);
  const arms = estimatorForm[endpoint.estimator].arms === 2 ? [true, false] : [true];
  const lacks: string[] = [];
  const missing: { candidate: boolean; workload: string; days: number[] }[] = [];
  for (const { id, name } of protocol.workloads) {
    for (const candidate of arms) {
      const seen = new Set(
        rows.filter((row) => row.workload === id && row.candidate === candidate).map(({ day }) => day),
      );
      const absent = due.filter((day) => !seen.has(day));
      const of = `the ${candidate ? 'candidate' : 'incumbent'} on "${name}"`;
      if (absent.length > 0) missing.push({ candidate, workload: id, days: absent });
      if (seen.size === 0) lacks.push(`There is no value of ${of}.`);
      else if (absent.length > protocol.allowedMissing * planned.length)
        lacks.push(
          `Values of ${of} are missing on ${absent.length} of ${planned.length} planned days without excuse (${spans(absent)}); at most ${Math.floor(protocol.allowedMissing * planned.length)} may be.`,
        );
      for (const peak of protocol.period.peaks) {
        const unseen = daysOf(peak).filter((day) => !seen.has(day));
        if (unseen.length > 0) lacks.push(`The peak "${peak.name}" was not seen by ${of} on ${spans(unseen)}.`);
      }
    }
  }
  return { lacks, missing };
}

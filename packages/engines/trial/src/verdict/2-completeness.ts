import { dayNumber } from '@underpin/model';
import type { TrialEndpoint, TrialProtocol } from '@underpin/model';
import { estimatorForm } from '../protocol/endpoint-form.ts';
import { daysOf, plannedDays, spans } from '../protocol/planned-days.ts';
import type { Say } from '../words/trial-words.ts';
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
  say: Say,
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
      const of = { arm: candidate ? 'candidate' : 'incumbent', workload: name };
      if (absent.length > 0) missing.push({ candidate, workload: id, days: absent });
      if (seen.size === 0) lacks.push(say('lack.no-value', of));
      else if (absent.length > protocol.allowedMissing * planned.length)
        lacks.push(
          say('lack.days', {
            ...of,
            count: absent.length,
            planned: planned.length,
            days: spans(absent),
            most: Math.floor(protocol.allowedMissing * planned.length),
          }),
        );
      for (const peak of protocol.period.peaks) {
        const unseen = daysOf(peak).filter((day) => !seen.has(day));
        if (unseen.length > 0) lacks.push(say('lack.peak', { ...of, peak: peak.name, days: spans(unseen) }));
      }
    }
  }
  return { lacks, missing };
}

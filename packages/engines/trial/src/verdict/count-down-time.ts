import type { TrialEndpoint } from '@underpin/model';
import type { Admitted } from './1-admit.ts';
import type { Completeness } from './2-completeness.ts';

/**
 * Gaps without excuse count against availability: a missing day of the candidate enters as a day of intervals that were all
 * down, as many as its longest day has. A missing day of the incumbent enters as nothing, since it may not help the candidate.
 */
export function countDownTime(
  endpoint: TrialEndpoint,
  rows: readonly Admitted[],
  missing: Completeness['missing'],
): readonly Admitted[] {
  if (endpoint.estimator === 'mtbf') return rows;
  const added = missing
    .filter(({ candidate }) => candidate)
    .flatMap(({ workload, days }) => {
      const own = rows.filter((row) => row.candidate && row.workload === workload);
      const perDay = new Map<number, number>();
      for (const { day, exposure } of own) perDay.set(day, (perDay.get(day) ?? 0) + exposure);
      const longest = Math.max(0, ...perDay.values());
      return days.map((day): Admitted => ({
        day,
        interval: 0,
        candidate: true,
        workload,
        value: 0,
        exposure: longest,
        weight: 1,
      }));
    });
  return [...rows, ...added.filter(({ exposure }) => exposure > 0)];
}

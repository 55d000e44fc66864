import type { IsoDate, ProgrammeActual, ProgrammePlan } from '@underpin/model';
import { addMonths, PlanDays } from '../waves/plan-days.ts';
import { latestActuals, replacementStateOrder } from './latest-actuals.ts';

/** One quarter of a programme: what was planned and what was reported by its last day. */
export interface QuarterReport {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly planned: number;
  readonly done: number;
  readonly total: number;
  /** Done of total. */
  readonly ratio: number;
  readonly states: Readonly<Record<ProgrammeActual['state'], number>>;
  readonly unreported: number;
  readonly incidents: number;
  readonly disposedWithEvidence: number;
}

/** Every calendar quarter of the plan up to the day of the status. */
export function quarterReports(
  plan: ProgrammePlan,
  actuals: readonly ProgrammeActual[],
  total: number,
): QuarterReport[] {
  const days = new PlanDays(plan.start, 1);
  const reports: QuarterReport[] = [];
  let from = plan.start;
  while (from <= plan.statusOn) {
    const [year = 0, month = 1] = from.split('-').map(Number);
    const nextFirst = addMonths(`${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, '0')}-01`, 3);
    const last = days.date(days.period(nextFirst) - 1);
    const to = last < plan.statusOn ? last : plan.statusOn;
    const statuses = latestActuals(actuals, to);
    const states: Record<ProgrammeActual['state'], number> = {
      'in use': 0,
      installing: 0,
      replaced: 0,
      removed: 0,
      disposed: 0,
      failed: 0,
    };
    for (const { state } of statuses.values()) states[state] += 1;
    const done = replacementStateOrder
      .filter((state) => state !== 'in use' && state !== 'installing' && state !== 'failed')
      .reduce((sum, state) => sum + states[state], 0);
    const within = actuals.filter(({ on }) => from <= on && on <= to);
    reports.push({
      from,
      to,
      planned: plan.replacements.filter((one) => (one.planned?.end ?? one.end) <= to).length,
      done,
      total,
      ratio: total === 0 ? 0 : done / total,
      states,
      unreported: total - statuses.size,
      incidents: within.reduce((sum, one) => sum + one.incidents, 0),
      disposedWithEvidence: [...statuses.values()].filter(
        ({ state, evidence }) => state === 'disposed' && evidence.length > 0,
      ).length,
    });
    from = nextFirst;
  }
  return reports;
}

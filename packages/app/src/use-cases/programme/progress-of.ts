import type { IsoDate, ProgrammeFile, ProgrammePlan } from '@underpin/model';
import { isDone, latestActuals, type QuarterReport, quarterReports, type Slip, slippage } from '@underpin/programme';

/** Where a programme stands on the day of its status, against the plan before. */
export interface ProgrammeProgress {
  readonly on: IsoDate;
  readonly total: number;
  readonly done: number;
  /** Done of all that is to be replaced, what is held back included. */
  readonly ratio: number;
  readonly quarters: readonly QuarterReport[];
  readonly slips: readonly Slip[];
  /** Reports on what is no part of the programme. */
  readonly strangers: readonly string[];
}

/** Quarter by quarter, with every replacement whose end has moved and why. Without a plan before there are no slips. */
export function progressOf(file: ProgrammeFile, plan: ProgrammePlan, before: ProgrammePlan | null): ProgrammeProgress {
  const ids = new Set([
    ...plan.replacements.map(({ id }) => id),
    ...plan.heldBack.map(({ replacement }) => replacement),
  ]);
  const actuals = file.actuals.filter(({ replacement }) => ids.has(replacement));
  const statuses = latestActuals(actuals, plan.statusOn);
  const done = [...statuses.values()].filter(({ state }) => isDone(state)).length;
  const causes = {
    reasons: new Map(Array.from(statuses, ([id, { reasons }]) => [id, reasons])),
    failed: new Set([...statuses].filter(([, { failures }]) => failures > 0).map(([id]) => id)),
    started: new Set([...statuses].filter(([, { startedOn }]) => startedOn !== null).map(([id]) => id)),
    done: new Set([...statuses].filter(([, { state }]) => isDone(state)).map(([id]) => id)),
  };
  const gates = new Map(plan.gates.flatMap(({ wave, opens }) => (opens === null ? [] : [[wave, opens] as const])));
  return {
    on: plan.statusOn,
    total: ids.size,
    done,
    ratio: ids.size === 0 ? 0 : done / ids.size,
    quarters: quarterReports(plan, actuals, ids.size),
    slips: before === null ? [] : slippage(before, plan, causes, gates),
    strangers: [
      ...new Set(file.actuals.filter(({ replacement }) => !ids.has(replacement)).map(({ replacement }) => replacement)),
    ],
  };
}

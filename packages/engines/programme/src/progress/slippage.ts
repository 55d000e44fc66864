import type { IsoDate, ProgrammePlan } from '@underpin/model';
import { PlanDays } from '../waves/plan-days.ts';

/** One replacement that ends later (or earlier) than in the plan before, and why. */
export interface Slip {
  readonly replacement: string;
  readonly name: string;
  readonly before: IsoDate;
  readonly after: IsoDate;
  readonly days: number;
  readonly because: string;
}

export interface SlipCauses {
  readonly reasons: ReadonlyMap<string, readonly string[]>;
  readonly failed: ReadonlySet<string>;
  readonly started: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
}

/** Differences of ends between two plans, largest first. The cause is what was reported of it; else what it waits for. */
export function slippage(
  before: ProgrammePlan,
  after: ProgrammePlan,
  causes: SlipCauses,
  gates: ReadonlyMap<string, IsoDate>,
): Slip[] {
  const days = new PlanDays(after.start, 1);
  const then = new Map(before.replacements.map((one) => [one.id, one]));
  return after.replacements
    .flatMap((now): Slip[] => {
      const was = then.get(now.id);
      if (was === undefined || was.end === now.end) return [];
      const reasons = causes.reasons.get(now.id) ?? [];
      const gate = gates.get(now.wave);
      const because =
        reasons.length > 0
          ? `Reported: ${reasons.join('; ')}.`
          : causes.failed.has(now.id)
            ? 'It was rolled back and is repeated.'
            : causes.done.has(now.id)
              ? 'It took another time than planned; no reason was reported.'
              : causes.started.has(now.id)
                ? 'It started on another day than planned, or is not finished yet.'
                : was.start < after.statusOn && now.start >= after.statusOn
                  ? 'It has not started; no reason was reported.'
                  : gate !== undefined && now.start >= gate && was.start < gate
                    ? `The gate of its wave opens on ${gate}.`
                    : was.candidate !== now.candidate
                      ? `"${now.candidate}" takes the place of "${was.candidate}".`
                      : 'It makes room for others, or waits for what they free: crews, budget or supply.';
      return [
        {
          replacement: now.id,
          name: now.name,
          before: was.end,
          after: now.end,
          days: days.period(now.end) - days.period(was.end),
          because,
        },
      ];
    })
    .toSorted((a, b) => Math.abs(b.days) - Math.abs(a.days) || (a.replacement < b.replacement ? -1 : 1));
}

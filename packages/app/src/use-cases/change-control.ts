import {
  brandOwners,
  changeOfControl,
  compareControl,
  type ControlDifferences,
  controlOfDay,
  type ControlScenario,
} from '@underpin/control';
import type { DirectionCompared } from '@underpin/contract';
import { dayNumber, type Figure, ok, type OwnershipGraph, refused, type Result, type Subject } from '@underpin/model';
import { type Change, compare, selfReportedControl } from '@underpin/reliance';
import { directionsCompared } from './directions-compared.ts';
import type { LoadedSector } from './load-sector.ts';
import { rank, type RankLine } from './rank.ts';
import type { StatedDirection } from './stated-directions.ts';
import type { Study } from './study.ts';
import { type ControlChoice, studyUnderControl } from './study-under-control.ts';
import { withdraw } from './withdraw.ts';

/** Before against after a change of control: who is controlled by whom, what each country's withdrawal would cost, a subject's figures, and directions. */
export interface ControlChanged {
  readonly before: Study;
  readonly after: Study;
  readonly control: ControlDifferences;
  readonly countries: readonly {
    readonly id: string;
    readonly before: RankLine | null;
    readonly after: RankLine | null;
  }[];
  readonly figures: readonly Change[];
  /** How each direction stands before and after; what the change breaches first. */
  readonly directions: readonly DirectionCompared[];
}

const silently = { cancelled: false, report: (): void => {} };

/** Applies a scenario (a pending sale) and computes everything again. Refused when it names what is not in the data. */
export async function changeControl(
  loaded: LoadedSector,
  ownership: OwnershipGraph,
  scenario: ControlScenario,
  choice: Omit<ControlChoice, 'ownership'>,
  subject: Subject | null,
  directions: readonly StatedDirection[] = [],
): Promise<Result<ControlChanged>> {
  const changed = changeOfControl(ownership, scenario);
  if (!changed.ok) return changed;
  const asOf = scenario.on > loaded.sector.asOf ? scenario.on : loaded.sector.asOf;
  const day = dayNumber(asOf);
  if (day === null) return refused(`Cannot compute as of "${asOf}": expected a date as yyyy-mm-dd`);
  const dated: LoadedSector = { ...loaded, sector: { ...loaded.sector, asOf } };
  const [before, after] = [
    studyUnderControl(dated, selfReportedControl, { ...choice, ownership }),
    studyUnderControl(dated, selfReportedControl, { ...choice, ownership: changed.value }),
  ];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const figures: (readonly Figure[])[] = [];
  if (subject !== null) {
    for (const study of [before.value, after.value]) {
      const answer = withdraw(study, subject);
      if (!answer.ok) return answer;
      figures.push([...answer.value.figures, ...answer.value.byInstitution]);
    }
  }
  const [then = [], now = []] = figures;
  return ok({
    before: before.value,
    after: after.value,
    control: compareControl(controlOfDay(ownership, day), controlOfDay(changed.value, day)),
    countries: await countriesCompared(before.value, after.value),
    figures: compare(then, now),
    directions: directionsCompared(before.value, after.value, directions, asOf),
  });
}

/** Brands that have an owner in the data on a day, for messages. */
export function knownBrands(ownership: OwnershipGraph, date: string): string[] {
  return [...brandOwners(ownership, dayNumber(date) ?? 0).keys()];
}

async function countriesCompared(before: Study, after: Study): Promise<ControlChanged['countries']> {
  const countries = async (study: Study) => {
    const lines = await rank(study, ['country'], Number.MAX_SAFE_INTEGER, silently);
    return new Map(lines.map((line) => [line.id, line]));
  };
  const [then, now] = [await countries(before), await countries(after)];
  const ids = new Set([...then.keys(), ...now.keys()]);
  return [...ids].map((id) => ({ id, before: then.get(id) ?? null, after: now.get(id) ?? null }));
}

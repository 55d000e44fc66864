import type { BurnDownPoint, Figure, IsoDate, ProgrammeCandidate, Progress, Result, Subject } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import { directShares } from '@underpin/reliance';
import type { LoadedSector } from '../load-sector.ts';
import type { Study } from '../study.ts';
import { withdraw } from '../withdraw.ts';
import { replacedSector } from './replaced-sector.ts';

/** An asset and the last day of its replacement. */
export interface CutOver {
  readonly asset: number;
  readonly candidate: ProgrammeCandidate;
  readonly on: IsoDate;
}

/**
 * The review's own measures on each date: the sector with what is replaced by then, its graph built again, the subject withdrawn
 * again. Nothing is interpolated.
 */
export function burnDown(
  loaded: LoadedSector,
  studied: (loaded: LoadedSector) => Result<Study>,
  subject: Subject,
  cutOvers: readonly CutOver[],
  dates: readonly IsoDate[],
  progress: Progress,
): Result<BurnDownPoint[]> {
  const points: BurnDownPoint[] = [];
  let last: { readonly key: number; readonly point: BurnDownPoint } | null = null;
  for (const [at, on] of dates.entries()) {
    if (progress.cancelled) return refused('The reliance over time was cancelled');
    progress.report('Reliance over time', at, dates.length);
    const replaced = cutOvers.filter((one) => one.on <= on);
    if (last !== null && last.key === replaced.length) {
      points.push({ ...last.point, on });
      continue;
    }
    const sector = replacedSector(loaded.sector, new Map(replaced.map(({ asset, candidate }) => [asset, candidate])));
    const study = studied({ ...loaded, sector });
    if (!study.ok) return study;
    const withdrawal = withdraw(study.value, subject);
    if (!withdrawal.ok) return withdrawal;
    const { figures, selection } = withdrawal.value;
    const of = (list: readonly Figure[], measure: string, weight: string, part = ''): BurnDownPoint['directShare'] =>
      list.find(
        (one) =>
          one.measure === measure && one.weight === weight && one.scope.kind === 'sector' && one.id.includes(part),
      )?.value ?? null;
    const point: BurnDownPoint = {
      on,
      replaced: replaced.length,
      criticalFunctionsLost:
        of(figures, 'critical functions lost', 'count') ?? of(figures, 'critical functions lost', 'critical functions'),
      institutionsHit: of(figures, 'sector impact', 'count'),
      directShare: of(directShares(study.value.reliance, selection), 'direct share', 'count', '/asset/'),
    };
    points.push(point);
    last = { key: replaced.length, point };
  }
  return ok(points);
}

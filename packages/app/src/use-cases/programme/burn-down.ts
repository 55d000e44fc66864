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
export async function burnDown(
  loaded: LoadedSector,
  studied: (loaded: LoadedSector) => Result<Study>,
  subject: Subject,
  cutOvers: readonly CutOver[],
  dates: readonly IsoDate[],
  progress: Progress,
): Promise<Result<BurnDownPoint[]>> {
  const points: BurnDownPoint[] = [];
  let last: { readonly key: number; readonly point: BurnDownPoint } | null = null;
  for (const [at, on] of dates.entries()) {
    if (progress.cancelled) return refused('The reliance over time was cancelled');
    progress.report('Reliance over time', at, dates.length);
    // Lets others have the thread between two dates.
    await new Promise((resolve) => setImmediate(resolve));
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
    const of = (list: readonly Figure[], measure: string, weight: string, part = ''): Figure | null =>
      list.find(
        (one) =>
          one.measure === measure && one.weight === weight && one.scope.kind === 'sector' && one.id.includes(part),
      ) ?? null;
    const shares = directShares(study.value.reliance, selection);
    const point: BurnDownPoint = {
      on,
      replaced: replaced.length,
      criticalFunctionsLost: counted(
        of(figures, 'critical functions lost', 'count') ?? of(figures, 'critical functions lost', 'critical functions'),
      ),
      institutionsHit: counted(of(figures, 'sector impact', 'count')),
      directShare: of(shares, 'direct share', 'count', '/asset/')?.value ?? null,
    };
    points.push(point);
    last = { key: replaced.length, point };
  }
  return ok(points);
}

/** A share of a known total as the number that it stands for. */
function counted(figure: Figure | null): BurnDownPoint['criticalFunctionsLost'] {
  if (figure === null || figure.value === null) return null;
  const { total } = figure;
  if (figure.unit !== 'share' || total === null) return figure.value;
  return { atLeast: Math.round(figure.value.atLeast * total), atMost: Math.round(figure.value.atMost * total) };
}

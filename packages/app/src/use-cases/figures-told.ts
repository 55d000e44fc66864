import type { BasisRow, Figure, FigureValue, Progress, Result, Subject } from '@underpin/model';
import { ok } from '@underpin/model';
import { directShares } from '@underpin/reliance';
import { concentrationsOf, criticalityId, criticalityOf, overlapId, overlapsOf, standAgainOf } from './measures.ts';
import { rank } from './rank.ts';
import { figuresOf, relianceOn } from './reliance-on.ts';
import type { Study } from './study.ts';
import { withdraw } from './withdraw.ts';

/** Anything that is told as a number and can say which rows made it. */
export interface FigureTold {
  readonly id: string;
  readonly label: string;
  readonly of: string;
  readonly value: FigureValue['value'];
  /** The whole figure, where it is one: criticality indicators and overlaps are not. */
  readonly figure: Figure | null;
  readonly basis: () => readonly BasisRow[];
}

const kinds = ['provider', 'group', 'maker', 'product line', 'country'] as const;
const fewestProviders = 2;

/** Every figure of a subject: of the sector, its categories, licensed activities and institutions, with direct shares of each. */
export function figuresOfSubject(study: Study, subject: Subject): Result<FigureTold[]> {
  const [answer, withdrawal, again] = [
    relianceOn(study, subject),
    withdraw(study, subject),
    standAgainOf(study, subject, 'contract'),
  ];
  if (!answer.ok) return answer;
  if (!withdrawal.ok) return withdrawal;
  if (!again.ok) return again;
  const shares = study.loaded.sector.institutions.lei.flatMap((_, institution) =>
    directShares(study.reliance, withdrawal.value.selection, institution),
  );
  const all = [...figuresOf(answer.value), ...shares, again.value.figure, ...concentrationsOf(study)];
  const once = new Map(all.map((figure) => [figure.id, figure]));
  return ok([...once.values()].map(told));
}

/**
 * Figures that need no subject: rankings and concentration, or the criticality indicators or overlaps when an id of those
 * is wanted, which cost more to compute.
 */
export async function figuresOfSector(study: Study, wanted: string, progress: Progress): Promise<FigureTold[]> {
  if (wanted.startsWith(`${criticalityId}/`)) {
    return criticalityOf(study, Number.MAX_SAFE_INTEGER, progress).flatMap(({ group, indicators }) =>
      indicators.map(({ figureId, code, title, category, value, basis }) => ({
        id: figureId,
        label: `${code} ${title}, ${group}`,
        of: category ?? 'the sector',
        value,
        figure: null,
        basis,
      })),
    );
  }
  if (wanted.startsWith(`${overlapId}/`)) {
    return overlapsOf(study, fewestProviders).map(({ figureId, name, directProviders, basis }) => ({
      id: figureId,
      label: `Direct providers that stand on ${name}`,
      of: 'direct providers',
      value: { atLeast: directProviders.length, atMost: directProviders.length },
      figure: null,
      basis,
    }));
  }
  const lines = await rank(study, kinds, Number.MAX_SAFE_INTEGER, progress);
  return [...lines.flatMap(({ figures }) => figures), ...concentrationsOf(study)].map(told);
}

function told(figure: Figure): FigureTold {
  const { id, label, of, value } = figure;
  return { id, label, of, value, figure, basis: () => figure.basis() };
}

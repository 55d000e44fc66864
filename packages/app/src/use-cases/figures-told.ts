import type { BasisRow, Figure, FigureValue, Progress, Result, Subject } from '@underpin/model';
import { ok, weightSchema } from '@underpin/model';
import { engineVersion as marketVersion } from '@underpin/market';
import { directShares, partKinds, placeOf, type SectorPart } from '@underpin/reliance';
import { capEffect, market } from './market.ts';
import {
  concentrationsOf,
  criticalityId,
  criticalityOf,
  overlapId,
  overlapsOf,
  partsOf,
  standAgainOf,
} from './measures.ts';
import { rank } from './rank.ts';
import { recentWithdrawal } from './recent-withdrawal.ts';
import { figuresOf, relianceOn } from './reliance-on.ts';
import type { Study } from './study.ts';

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

/**
 * The figures of a subject: of the sector, its categories, licensed activities and institutions; direct shares of the part
 * that the wanted id names.
 */
export function figuresOfSubject(study: Study, subject: Subject, wanted: string): Result<FigureTold[]> {
  const [answer, withdrawal, again] = [
    relianceOn(study, subject),
    recentWithdrawal(study, subject),
    standAgainOf(study, subject, 'contract'),
  ];
  if (!answer.ok) return answer;
  if (!withdrawal.ok) return withdrawal;
  if (!again.ok) return again;
  const part = partNamed(study, wanted);
  const shares =
    wanted.startsWith('direct-share/') && part !== null
      ? directShares(study.reliance, withdrawal.value.selection, [part])
      : [];
  const all = [...figuresOf(answer.value), ...shares, again.value.figure, ...concentrationsWanted(study, wanted)];
  const once = new Map(all.map((figure) => [figure.id, figure]));
  return ok([...once.values()].map(told));
}

/**
 * Figures that need no subject: rankings and concentration; or the criticality indicators, overlaps or shares of the market
 * when an id of those is wanted, which cost more to compute.
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
  if (wanted.startsWith('market')) {
    const tables = market([study], study.reliance.assetCost.currency);
    return tables.flatMap(({ figures }) => figures(0)).map(told);
  }
  const concentrated = concentrationsWanted(study, wanted);
  if (concentrated.some(({ id }) => id === wanted)) return concentrated.map(told);
  const lines = await rank(study, kinds, Number.MAX_SAFE_INTEGER, progress);
  return [...lines.flatMap(({ figures }) => figures), ...concentrated].map(told);
}

/** What a cap moves and costs, as figures: of institutions `cap-to-move/LEI`, of sellers `cap-lost/CODE`. */
export function figuresOfCap(study: Study, subject: Subject, share: number): Result<FigureTold[]> {
  const effect = capEffect(study, subject, share);
  if (!effect.ok) return effect;
  const { institutions, sellers, currency } = effect.value;
  const { institutions: parties, providers } = study.loaded.sector;
  const common = {
    measure: 'effect of a cap',
    unit: 'money',
    weight: 'cost',
    of: `${currency} a year`,
    currency,
    version: { engine: marketVersion },
  } as const;
  const stays = `when at most ${100 * share} % may stay`;
  const amount = (value: number) => ({ atLeast: value, atMost: value });
  return ok(
    [
      ...institutions.map(({ institution, toMove, total, unobserved, n, basis }): Figure => {
        const [id, name] = [parties.lei[institution] ?? '', parties.name[institution] ?? ''];
        return {
          ...common,
          id: capMoveId(id),
          label: `To move at ${name} ${stays}`,
          scope: { kind: 'institution', id, name },
          value: amount(toMove),
          total,
          n,
          unobserved,
          basis,
        };
      }),
      ...sellers.map(({ provider, lost, volume, n, basis }): Figure => {
        const [id, name] = [providers.code[provider] ?? '', providers.name[provider] ?? 'a seller not stated'];
        return {
          ...common,
          id: capLossId(id),
          label: `Volume that ${name} loses ${stays}`,
          scope: { kind: 'provider', id, name },
          value: amount(lost),
          total: volume,
          n,
          unobserved: 0,
          basis,
        };
      }),
    ].map(told),
  );
}

export const capMoveId = (institution: string): string => `cap-to-move/${institution}`;
export const capLossId = (seller: string): string => `cap-lost/${seller}`;

/** The part of the sector that an id names after its measure: `measure/category/eba_CT:x12/…`; null for the sector. */
function partNamed(study: Study, wanted: string): SectorPart | null {
  const place = wanted.slice(wanted.indexOf('/') + 1);
  const kind = partKinds.find((one) => one !== 'sector' && place.startsWith(`${one.replaceAll(' ', '-')}/`));
  if (kind === undefined) return null;
  const named = partsOf(study, kind).filter(({ scope }) => place.startsWith(`${placeOf(scope)}/`));
  return named.toSorted((a, b) => b.scope.id.length - a.scope.id.length)[0] ?? null;
}

function concentrationsWanted(study: Study, wanted: string): Figure[] {
  const weight = weightSchema.options.find((one) => `${wanted}/`.includes(`/${one.replaceAll(' ', '-')}/`)) ?? 'count';
  return concentrationsOf(study, weight, partNamed(study, wanted) ?? undefined);
}

function told(figure: Figure): FigureTold {
  const { id, label, of, value } = figure;
  return { id, label, of, value, figure, basis: () => figure.basis() };
}

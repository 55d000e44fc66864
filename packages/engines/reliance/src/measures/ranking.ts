import type { Figure, Progress, Weight } from '@underpin/model';
import { silent } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { figureOf, shareOf } from '../figure-of.ts';
import { ownMemory } from '../indices/propagation.ts';
import type { RankedKind, RankSubjects } from './rank-subjects.ts';
import { criticalFunctions, rankedKinds, rankSubjects } from './rank-subjects.ts';
import type { RankColumns } from './rank-work.ts';
import { rankColumns, RankWork, tallied } from './rank-work.ts';
import { whatIf } from './what-if.ts';

/**
 * What the withdrawal of each subject of a kind costs, one number a subject, in both bounds. Assets are the total assets
 * of the institutions hit, in one currency; institutions of unobserved assets add nothing.
 */
export interface Ranked extends RankColumns {
  readonly subjects: RankSubjects;
  /** Number of subjects done; less than all when the work was cancelled. */
  readonly done: number;
}

export type Ranking = Readonly<Record<RankedKind, Ranked>>;

/**
 * Withdraws every provider, group, maker, product line and country on its own. The cost is the sum of what each
 * withdrawal touches, not the number of subjects times the size of the graph.
 *
 * Example: `topOf(ranking(reliance).group, 10)`.
 */
export function ranking(reliance: Reliance, progress: Progress = silent): Ranking {
  const result = {} as Record<RankedKind, Ranked>;
  for (const kind of rankedKinds) result[kind] = rankKind(reliance, kind, result.provider, progress);
  return result;
}

/**
 * The same for the subjects `from` to `to` of one kind only (numbers of the others stay 0): a worker's share of a ranking.
 *
 * Example: `rankSlice(reliance, 'provider', 0, 50_000)`.
 */
export function rankSlice(reliance: Reliance, kind: RankedKind, from: number, to: number): Ranked {
  return rankKind(reliance, kind, undefined, silent, from, to);
}

const stride = 4096;

function rankKind(
  reliance: Reliance,
  kind: RankedKind,
  providers: Ranked | undefined,
  progress: Progress,
  first = 0,
  last = Number.POSITIVE_INFINITY,
): Ranked {
  const subjects = rankSubjects(reliance, kind);
  const { count, sameAsProvider } = subjects;
  const end = Math.min(last, count);
  const columns = rankColumns(count, ownMemory);
  const walkers = reliance.rankWalkers();
  const work = new RankWork(
    { ...tallied(reliance), ...subjects, atMost: walkers.atMost.graph, atLeast: walkers.atLeast.graph },
    walkers,
  );
  for (let from = first; from < end; from += stride) {
    progress.report(`ranking: ${kind}`, from, count);
    if (progress.cancelled) return { subjects, ...columns, done: from - first };
    const to = Math.min(end, from + stride);
    if (sameAsProvider === null || providers === undefined) {
      work.rank(from, to, columns);
      continue;
    }
    for (let subject = from; subject < to; subject += 1) {
      const same = sameAsProvider[subject] as number;
      if (same >= 0) copyRank(providers, same, columns, subject);
      else work.rank(subject, subject + 1, columns);
    }
  }
  return { subjects, ...columns, done: Math.max(0, end - first) };
}

const columns = [
  'functionsAtLeast',
  'functionsAtMost',
  'institutionsAtLeast',
  'institutionsAtMost',
  'assetsAtLeast',
  'assetsAtMost',
] as const;

export function copyRank(from: RankColumns, at: number, into: RankColumns, to: number): void {
  for (const column of columns) into[column][to] = from[column][at] as number;
}

export type RankBy =
  | 'functionsAtLeast'
  | 'functionsAtMost'
  | 'institutionsAtLeast'
  | 'institutionsAtMost'
  | 'assetsAtLeast'
  | 'assetsAtMost';

/** The subjects with the largest impact, largest first; ties by the other bound's functions, then by row. */
export function topOf(ranked: Ranked, limit: number, by: RankBy = 'assetsAtMost'): number[] {
  const values = ranked[by];
  const hit: number[] = [];
  for (let subject = 0; subject < ranked.subjects.count; subject += 1) {
    if ((ranked.functionsAtMost[subject] as number) > 0) hit.push(subject);
  }
  hit.sort(
    (a, b) =>
      (values[b] as number) - (values[a] as number) ||
      (ranked.functionsAtMost[b] as number) - (ranked.functionsAtMost[a] as number) ||
      a - b,
  );
  return hit.slice(0, limit);
}

/** One subject's impact as figures: critical functions lost, institutions hit, total assets hit. */
export function rankFigures(reliance: Reliance, ranked: Ranked, subject: number): Figure[] {
  const { subjects } = ranked;
  const { sector, totalAssets } = reliance;
  const id = subjects.idOf(subject);
  const name = subjects.nameOf(subject);
  const critical = criticalFunctions(reliance).reduce((sum, one) => sum + one, 0);
  const unknown = totalAssets.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
  const assets = totalAssets.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
  const institutions = sector.institutions.count;
  const made = (measure: string, weight: Weight, of: string, least: number, most: number, total: number, n: number) =>
    figureOf({
      id: `${measure.replaceAll(' ', '-')}/sector/${subjects.kind}/${id}`,
      measure: measure === 'critical functions lost' ? measure : 'sector impact',
      label: `${measure[0]?.toUpperCase()}${measure.slice(1)} if ${name} goes`,
      unit: 'share',
      weight,
      of,
      scope: { kind: subjects.kind, id, name },
      value: shareOf(least, most, total),
      total,
      n,
      unobserved: weight === 'total assets' ? unknown : 0,
      ...(weight === 'total assets' ? { currency: totalAssets.currency } : {}),
      basis: () => {
        const nodes = subjects.node.slice(subjects.start[subject], subjects.start[subject + 1]);
        return whatIf(reliance, nodes).figures('sector')[0]?.basis() ?? [];
      },
    });
  const at = (column: RankBy) => ranked[column][subject] as number;
  return [
    made(
      'critical functions lost',
      'critical functions',
      'critical functions',
      at('functionsAtLeast'),
      at('functionsAtMost'),
      critical,
      critical,
    ),
    made(
      'institutions hit',
      'count',
      'institutions',
      at('institutionsAtLeast'),
      at('institutionsAtMost'),
      institutions,
      institutions,
    ),
    made(
      'total assets hit',
      'total assets',
      'total assets of institutions',
      at('assetsAtLeast'),
      at('assetsAtMost'),
      assets,
      institutions - unknown,
    ),
  ];
}

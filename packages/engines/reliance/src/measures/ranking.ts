import type { Figure, Progress, Weight } from '@underpin/model';
import { silent } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { figureOf, shareOf } from '../figure-of.ts';
import type { Walker } from '../indices/walker.ts';
import type { RankedKind, RankSubjects } from './rank-subjects.ts';
import { criticalFunctions, rankedKinds, rankSubjects } from './rank-subjects.ts';
import { whatIf } from './what-if.ts';

/** What the withdrawal of each subject of a kind costs, one number a subject, in both bounds. */
export interface Ranked {
  readonly subjects: RankSubjects;
  readonly functionsAtLeast: Int32Array;
  readonly functionsAtMost: Int32Array;
  readonly institutionsAtLeast: Int32Array;
  readonly institutionsAtMost: Int32Array;
  /** Total assets of the institutions hit, in one currency; institutions of unobserved assets add nothing. */
  readonly assetsAtLeast: Float64Array;
  readonly assetsAtMost: Float64Array;
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
  const tally = new Tally(reliance);
  for (const kind of rankedKinds) result[kind] = rankKind(reliance, tally, kind, result.provider, progress);
  return result;
}

/**
 * The same for the subjects `from` to `to` of one kind only (numbers of the others stay 0): a worker's share of a ranking.
 *
 * Example: `rankSlice(reliance, 'provider', 0, 50_000)`.
 */
export function rankSlice(reliance: Reliance, kind: RankedKind, from: number, to: number): Ranked {
  return rankKind(reliance, new Tally(reliance), kind, undefined, silent, from, to);
}

function rankKind(
  reliance: Reliance,
  tally: Tally,
  kind: RankedKind,
  providers: Ranked | undefined,
  progress: Progress,
  first = 0,
  last = Number.POSITIVE_INFINITY,
): Ranked {
  const subjects = rankSubjects(reliance, kind);
  const { count } = subjects;
  const end = Math.min(last, count);
  const ranked = {
    subjects,
    functionsAtLeast: new Int32Array(count),
    functionsAtMost: new Int32Array(count),
    institutionsAtLeast: new Int32Array(count),
    institutionsAtMost: new Int32Array(count),
    assetsAtLeast: new Float64Array(count),
    assetsAtMost: new Float64Array(count),
    done: Math.max(0, end - first),
  };
  const walkers = reliance.rankWalkers();
  for (let subject = first; subject < end; subject += 1) {
    if (((subject - first) & 4095) === 0) {
      progress.report(`ranking: ${kind}`, subject, count);
      if (progress.cancelled) return { ...ranked, done: subject - first };
    }
    const same = subjects.sameAsProvider?.[subject] ?? -1;
    if (same >= 0 && providers !== undefined) {
      copy(providers, same, ranked, subject);
      continue;
    }
    const [from, to] = [subjects.start[subject] as number, subjects.start[subject + 1] as number];
    tally.of(walkers.atMost, subjects.node, from, to);
    ranked.functionsAtMost[subject] = tally.functions;
    ranked.institutionsAtMost[subject] = tally.institutions;
    ranked.assetsAtMost[subject] = tally.assets;
    if (tally.functions === 0) continue;
    tally.of(walkers.atLeast, subjects.node, from, to);
    ranked.functionsAtLeast[subject] = tally.functions;
    ranked.institutionsAtLeast[subject] = tally.institutions;
    ranked.assetsAtLeast[subject] = tally.assets;
  }
  return ranked;
}

const columns = [
  'functionsAtLeast',
  'functionsAtMost',
  'institutionsAtLeast',
  'institutionsAtMost',
  'assetsAtLeast',
  'assetsAtMost',
] as const;

function copy(from: Ranked, at: number, into: Ranked, to: number): void {
  for (const column of columns) into[column][to] = from[column][at] as number;
}

/** Counts critical functions, their institutions and these institutions' assets among what falls. */
class Tally {
  functions = 0;
  institutions = 0;
  assets = 0;
  readonly #critical: Uint8Array;
  readonly #institution: Int32Array;
  readonly #weight: Float64Array;
  readonly #seen: Int32Array;
  readonly #firstFunction: number;
  #epoch = 0;

  constructor(reliance: Reliance) {
    this.#critical = criticalFunctions(reliance);
    this.#institution = reliance.sector.functions.institution;
    this.#weight = reliance.totalAssets.values.map((value) => (Number.isNaN(value) ? 0 : value));
    this.#seen = new Int32Array(reliance.sector.institutions.count);
    this.#firstFunction = reliance.graph.space.first.function;
  }

  of(walker: Walker, nodes: Int32Array, from: number, to: number): void {
    this.#epoch += 1;
    this.functions = 0;
    this.institutions = 0;
    this.assets = 0;
    const count = walker.withdraw(nodes, from, to);
    for (let at = 0; at < count; at += 1) {
      const fn = (walker.fallen[at] as number) - this.#firstFunction;
      if (fn < 0 || this.#critical[fn] !== 1) continue;
      this.functions += 1;
      const institution = this.#institution[fn] as number;
      if (institution < 0 || this.#seen[institution] === this.#epoch) continue;
      this.#seen[institution] = this.#epoch;
      this.institutions += 1;
      this.assets += this.#weight[institution] as number;
    }
  }
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

import type { Reliance } from '../build-reliance.ts';
import type { Allocate, Propagation } from '../indices/propagation.ts';
import type { RankedKind, RankSubjects } from './rank-subjects.ts';
import { rankSubjects } from './rank-subjects.ts';
import type { Ranked } from './ranking.ts';
import { copyRank } from './ranking.ts';
import type { RankColumns, RankJob } from './rank-work.ts';
import { rankColumns, tallied } from './rank-work.ts';

/** A ranking made ready to be shared out: subjects of all kinds in one row, and empty columns for their numbers. */
export interface PreparedRanking {
  readonly job: RankJob;
  readonly columns: RankColumns;
  /** Number of subjects of all kinds. */
  readonly count: number;
  readonly kinds: readonly { readonly kind: RankedKind; readonly first: number; readonly subjects: RankSubjects }[];
}

/** Countries first: they take longest. Groups after providers: a group of one takes its provider's numbers. */
const inOrder: readonly RankedKind[] = ['country', 'provider', 'group', 'maker', 'product line'];

/**
 * Puts all that a ranking of these kinds needs into memory from `allocate` (for workers: SharedArrayBuffers; arrays that
 * lie in one already are taken as they are). Share out ranges of 0 to `count` with {@link RankWork}, then call {@link rankedOf}.
 *
 * Example: `prepareRanking(reliance, ['group'], (bytes) => new SharedArrayBuffer(bytes))`.
 */
export function prepareRanking(reliance: Reliance, kinds: readonly RankedKind[], allocate: Allocate): PreparedRanking {
  const walkers = reliance.rankWalkers();
  const byProvider = kinds.includes('provider');
  let [count, nodes] = [0, 0];
  const parts = inOrder
    .filter((kind) => kinds.includes(kind))
    .map((kind) => {
      const subjects = rankSubjects(reliance, kind);
      const first = count;
      count += subjects.count;
      nodes += subjects.node.length;
      return { kind, first, subjects };
    });
  const start = new Int32Array(allocate((count + 1) * 4), 0, count + 1);
  const node = new Int32Array(allocate(nodes * 4), 0, nodes);
  let place = 0;
  for (const { first, subjects } of parts) {
    const copied = byProvider ? subjects.sameAsProvider : null;
    for (let subject = 0; subject < subjects.count; subject += 1) {
      start[first + subject] = place;
      if (copied !== null && (copied[subject] as number) >= 0) continue;
      const own = subjects.node.subarray(subjects.start[subject], subjects.start[subject + 1]);
      node.set(own, place);
      place += own.length;
    }
  }
  start[count] = place;
  const { firstFunction, critical, institution, assets } = tallied(reliance);
  const job: RankJob = {
    atMost: moved(walkers.atMost.graph, allocate),
    atLeast: moved(walkers.atLeast.graph, allocate),
    firstFunction,
    critical: shared(critical, Uint8Array, allocate),
    institution: shared(institution, Int32Array, allocate),
    assets: shared(assets, Float64Array, allocate),
    start,
    node,
  };
  return { job, columns: rankColumns(count, allocate), count, kinds: parts };
}

/**
 * The ranking, once subjects 0 to `done` are ranked. Kinds that were not asked for are missing.
 *
 * Example: `rankedOf(prepared, prepared.count).group`.
 */
export function rankedOf(prepared: PreparedRanking, done: number): Partial<Record<RankedKind, Ranked>> {
  const result: Partial<Record<RankedKind, Ranked>> = {};
  for (const { kind, first, subjects } of prepared.kinds) {
    const end = first + subjects.count;
    const { columns } = prepared;
    const ranked: Ranked = {
      subjects,
      functionsAtLeast: columns.functionsAtLeast.subarray(first, end),
      functionsAtMost: columns.functionsAtMost.subarray(first, end),
      institutionsAtLeast: columns.institutionsAtLeast.subarray(first, end),
      institutionsAtMost: columns.institutionsAtMost.subarray(first, end),
      assetsAtLeast: columns.assetsAtLeast.subarray(first, end),
      assetsAtMost: columns.assetsAtMost.subarray(first, end),
      done: Math.max(0, Math.min(done, end) - first),
    };
    result[kind] = ranked;
    if (result.provider === undefined || subjects.sameAsProvider === null) continue;
    for (let subject = 0; subject < ranked.done; subject += 1) {
      const same = subjects.sameAsProvider[subject] as number;
      if (same >= 0) copyRank(result.provider, same, ranked, subject);
    }
  }
  return result;
}

function moved({ start, entry, slack, parent }: Propagation, allocate: Allocate): Propagation {
  return {
    start: shared(start, Int32Array, allocate),
    entry: shared(entry, Int32Array, allocate),
    slack: shared(slack, Int32Array, allocate),
    parent: shared(parent, Int32Array, allocate),
  };
}

function shared<T extends Int32Array | Float64Array | Uint8Array>(
  array: T,
  kind: new (buffer: ArrayBufferLike, offset: number, length: number) => T,
  allocate: Allocate,
): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new kind(allocate(array.byteLength), 0, array.length);
  copy.set(array as never);
  return copy;
}

/** A question about sets of candidates whose joint effect is large enough. */
export interface SetsReachingRequest {
  /** Candidates are `0 .. candidates - 1`. */
  readonly candidates: number;
  /** Effect of withdrawing these candidates together. It must never shrink when a candidate is added. */
  readonly impact: (withdrawn: readonly number[]) => number;
  /** The effect that counts as reached, in the unit of `impact`. */
  readonly threshold: number;
  /** Largest size to look for; 3 when left out. */
  readonly maxOrder?: number;
  /** Most calls of `impact`; 1,000,000 when left out. */
  readonly workLimit?: number;
}

export interface SetsReaching {
  /** Minimal sets that reach the threshold, smallest first, then in the order of the candidates. */
  readonly sets: readonly (readonly number[])[];
  /** All minimal sets up to this size are in `sets`; -1 when the work limit stopped even the first question. */
  readonly completeUpTo: number;
  /** False when the work limit stopped the search before the maximum order; sets of the size after `completeUpTo` may be missing. */
  readonly complete: boolean;
  /** Calls of `impact` that were made. */
  readonly questions: number;
}

/**
 * Minimal sets of candidates whose joint effect reaches a threshold, such as a stated share of a sector's total assets.
 *
 * Exact for every effect that never shrinks when candidates are added; nothing else is assumed (effects need not add
 * up: two alternatives may each do nothing alone). Sizes are searched one after the other. Candidates with the
 * largest effect alone come first; a branch is left as soon as its chosen candidates together with all that may still be added stay below the threshold, and for the last place whole
 * blocks of candidates are ruled out with one question. When `workLimit` questions do not suffice the answer says so.
 *
 * @example
 * setsReaching({ candidates: 3, impact: (withdrawn) => withdrawn.length, threshold: 2 }).sets; // [[0, 1], [0, 2], [1, 2]]
 */
export function setsReaching(request: SetsReachingRequest): SetsReaching {
  const { candidates, impact, threshold, maxOrder = 3, workLimit = 1_000_000 } = request;
  const sets: number[][] = [];
  const setsWith: number[][][] = Array.from({ length: candidates }, () => []);
  let questions = 0;
  let stopped = false;

  const ask = (withdrawn: readonly number[]): number => {
    if (questions >= workLimit) stopped = true;
    if (stopped) return -Infinity;
    questions++;
    return impact(withdrawn);
  };

  /** Finds the last member among `pool[from .. to)`. */
  const finish = (chosen: readonly number[], pool: readonly number[], from: number, to: number): void => {
    if (stopped || from >= to || ask([...chosen, ...pool.slice(from, to)]) < threshold) return;
    if (to - from === 1) {
      keep([...chosen, pool[from]!]);
      return;
    }
    const middle = (from + to) >> 1;
    finish(chosen, pool, from, middle);
    finish(chosen, pool, middle, to);
  };

  const extend = (chosen: readonly number[], pool: readonly number[], size: number): void => {
    if (size === 1) {
      finish(chosen, pool, 0, pool.length);
      return;
    }
    for (let index = 0; index + size <= pool.length && !stopped; index++) {
      if (ask([...chosen, ...pool.slice(index)]) < threshold) return;
      const next = [...chosen, pool[index]!];
      extend(next, openTo(next, pool.slice(index + 1)), size - 1);
    }
  };

  /** Candidates that do not complete, with those chosen, a set already found (those of the earlier members are out already). */
  const openTo = (chosen: readonly number[], pool: readonly number[]): readonly number[] => {
    const completing = new Set<number>();
    for (const set of setsWith[chosen.at(-1)!]!) {
      const missing = set.filter((member) => !chosen.includes(member));
      if (missing.length === 1) completing.add(missing[0]!);
    }
    return completing.size === 0 ? pool : pool.filter((candidate) => !completing.has(candidate));
  };

  const keep = (set: number[]): void => {
    sets.push(set.toSorted((a, b) => a - b));
    for (const member of set) setsWith[member]!.push(set);
  };

  const answer = (completeUpTo: number): SetsReaching => ({
    sets: sets.toSorted(bySizeThenMembers),
    completeUpTo,
    complete: !stopped,
    questions,
  });

  if (ask([]) >= threshold) keep([]);
  if (stopped) return answer(-1);
  if (sets.length > 0 || maxOrder < 1) return answer(maxOrder);
  const alone = Float64Array.from({ length: candidates }, (_, candidate) => ask([candidate]));
  for (const [candidate, effect] of alone.entries()) if (effect >= threshold) keep([candidate]);
  const pool = Array.from(alone.keys())
    .filter((candidate) => alone[candidate]! < threshold)
    .toSorted((a, b) => alone[b]! - alone[a]! || a - b);
  for (let size = 2; size <= maxOrder; size++) {
    if (stopped) return answer(size - 2);
    extend([], pool, size);
  }
  return answer(stopped ? maxOrder - 1 : maxOrder);
}

function bySizeThenMembers(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const differs = a.findIndex((member, index) => member !== b[index]);
  return differs === -1 ? 0 : a[differs]! - b[differs]!;
}

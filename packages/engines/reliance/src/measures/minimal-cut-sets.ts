import type { Result } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import type { Reliance } from '../build-reliance.ts';
import { conesOf } from '../indices/cone.ts';
import { Walker } from '../indices/walker.ts';

export interface CutSetQuestion {
  readonly of: 'group' | 'country';
  readonly bound: 'atLeast' | 'atMost';
  /** Largest size asked for; 3 unless told. */
  readonly maxSize?: number;
  /** Number of sets that may be tried before the work is refused; 2,000,000 unless told. */
  readonly maxTried?: number;
}

/** Sets of groups or countries that fell a function together while no smaller part of the set does. */
export interface CutSets {
  /** Rows of the groups or countries, smallest sets first. */
  readonly sets: readonly (readonly number[])[];
  /** Groups or countries that the function stands on in any way. */
  readonly candidates: number;
}

/**
 * All minimal cut sets up to a size, of functions of a sector. Only what the function can fall by is walked. Refused when
 * more sets would have to be tried than allowed: ask for a smaller size.
 *
 * Example: `minimalCutSets(reliance)(fn, { of: 'group', bound: 'atLeast' })`.
 */
export function minimalCutSets(reliance: Reliance): (fn: number, question: CutSetQuestion) => Result<CutSets> {
  const cones = new Map<CutSetQuestion['bound'], ReturnType<typeof conesOf>>();
  return (fn, question) => {
    const { space } = reliance.graph;
    if (!(fn >= 0 && fn < space.counts.function)) throw new RangeError(`Cannot find function ${fn} in this sector`);
    let coneOf = cones.get(question.bound);
    if (coneOf === undefined) cones.set(question.bound, (coneOf = conesOf(reliance.graph[question.bound])));
    const cone = coneOf(space.first.function + fn);
    const from = space.first[question.of];
    const to = from + space.counts[question.of];
    const candidates = [...cone.nodes.keys()]
      .filter((at) => (cone.nodes[at] as number) >= from && (cone.nodes[at] as number) < to)
      .sort((a, b) => (cone.nodes[a] as number) - (cone.nodes[b] as number));
    const walker = new Walker(cone.graph);
    const fells = (set: readonly number[]) => {
      walker.withdraw(set);
      return walker.hasFallen(0);
    };
    const found = search(candidates, question.maxSize ?? 3, question.maxTried ?? 2_000_000, fells);
    if (found === null) {
      return refused(
        `Cannot list cut sets up to ${question.maxSize ?? 3} of ${candidates.length} candidates: more than ${question.maxTried ?? 2_000_000} sets to try. Ask for a smaller size`,
      );
    }
    const rows = found.map((set) => set.map((at) => (cone.nodes[at] as number) - from));
    return ok({ sets: rows, candidates: candidates.length });
  };
}

function search(
  candidates: readonly number[],
  maxSize: number,
  maxTried: number,
  fells: (set: readonly number[]) => boolean,
): number[][] | null {
  const found: number[][] = [];
  let tried = 0;
  let open: readonly number[] = candidates;
  for (let size = 1; size <= maxSize; size += 1) {
    const smaller = found.filter((set) => set.length < size);
    const set: number[] = [];
    const extend = (first: number): boolean => {
      if (set.length === size) {
        tried += 1;
        if (tried > maxTried) return false;
        if (fells(set)) found.push([...set]);
        return true;
      }
      for (let at = first; at < open.length; at += 1) {
        set.push(open[at] as number);
        const known = smaller.some((cut) => cut.every((one) => set.includes(one)));
        if (!known && !extend(at + 1)) return false;
        set.pop();
      }
      return true;
    };
    if (!extend(0)) return null;
    if (size === 1) {
      const single = new Set(found.flat());
      open = candidates.filter((one) => !single.has(one));
    }
  }
  return found;
}

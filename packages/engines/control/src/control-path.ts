import { controlPolicy } from './policy.ts';
import { meansNames } from './views/voting-tallies.ts';
import type { ControlPolicy } from './policy.ts';
import type { CompanyControl } from './views/company-control.ts';

/** One holding that counts in a step: who holds how much, and the row of `graph.edges` that says so. */
export interface CountedHolding {
  readonly owner: number;
  readonly min: number;
  readonly max: number;
  readonly row: number;
}

/** One step of a proof: these holders, all in the hands of the head, have more than half of this entity. */
export interface ControlStep {
  readonly entity: number;
  readonly by: string;
  readonly share: number;
  readonly holdings: readonly CountedHolding[];
}

interface Ranks {
  readonly head: number;
  readonly rank: ReadonlyMap<number, number>;
}

const lastWalk = new WeakMap<CompanyControl, Ranks>();

/**
 * The proof that the head of an entity's block controls it: steps from the entity upwards, each of whose holders is the
 * head itself or the entity of a later step. Empty for a head. Asking for entities of one head after another is cheap.
 *
 * @example controlProof(companyControl(asOf(graph, day)), provider)
 */
export function controlProof(
  view: CompanyControl,
  entity: number,
  policy: ControlPolicy = controlPolicy,
): readonly ControlStep[] {
  const head = view.head[entity] as number;
  const rank = ranksUnder(view, head);
  const steps: ControlStep[] = [];
  const seen = new Set<number>([head]);
  const waiting = [entity];
  for (let next = 0; next < waiting.length; next += 1) {
    const y = waiting[next] as number;
    if (seen.has(y)) continue;
    seen.add(y);
    const step = stepTo(view, y, rank, policy);
    if (step === null) continue;
    steps.push(step);
    for (const holding of step.holdings) waiting.push(holding.owner);
  }
  return steps;
}

/** The tally that the entity was won by, counting only holders that the head had before. */
function stepTo(
  view: CompanyControl,
  entity: number,
  rank: ReadonlyMap<number, number>,
  policy: ControlPolicy,
): ControlStep | null {
  const { tallies, talliesOf } = view;
  const order = rank.get(entity) ?? 0;
  for (let place = talliesOf.start[entity] as number; place < (talliesOf.start[entity + 1] as number); place += 1) {
    const tally = talliesOf.row[place] as number;
    const holdings: CountedHolding[] = [];
    let share = 0;
    for (let at = tallies.start[tally] as number; at < (tallies.start[tally + 1] as number); at += 1) {
      const owner = tallies.owner[at] as number;
      const min = tallies.min[at] as number;
      if (min === 0 || (rank.get(owner) ?? Number.POSITIVE_INFINITY) >= order) continue;
      holdings.push({ owner, min, max: tallies.max[at] as number, row: tallies.row[at] as number });
      share += min;
    }
    if (share <= policy.majority + policy.tolerance) continue;
    holdings.sort((a, b) => b.min - a.min || a.owner - b.owner);
    return { entity, by: meansNames[tallies.means[tally] as 0 | 1 | 2 | 3], share, holdings };
  }
  return null;
}

function ranksUnder(view: CompanyControl, head: number): ReadonlyMap<number, number> {
  const known = lastWalk.get(view);
  if (known?.head === head) return known.rank;
  const rank = new Map<number, number>();
  view.walk.from(head, 'min').forEach((entity, order) => rank.set(entity, order));
  lastWalk.set(view, { head, rank });
  return rank;
}

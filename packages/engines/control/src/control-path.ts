import { meansNames } from './views/voting-tallies.ts';
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

/**
 * The proof that the head of an entity's block controls it: steps from the entity upwards, each of whose holders is the
 * head itself or the entity of a later step. Empty for a head.
 *
 * @example controlProof(companyControl(asOf(graph, day)), provider)
 */
export function controlProof(view: CompanyControl, entity: number): readonly ControlStep[] {
  const { blocks, tallies } = view;
  const steps: ControlStep[] = [];
  const seen = new Set<number>();
  const waiting = [entity];
  for (let next = 0; next < waiting.length; next += 1) {
    const y = waiting[next] as number;
    const tally = blocks.joinTally[y] as number;
    if (tally === -1 || seen.has(y)) continue;
    seen.add(y);
    const holdings: CountedHolding[] = [];
    let share = 0;
    for (let at = tallies.start[tally] as number; at < (tallies.start[tally + 1] as number); at += 1) {
      const owner = tallies.owner[at] as number;
      const min = tallies.min[at] as number;
      if (min === 0 || blockWhen(view, owner, blocks.joinOrder[y] as number) !== blocks.joinHead[y]) continue;
      holdings.push({ owner, min, max: tallies.max[at] as number, row: tallies.row[at] as number });
      share += min;
    }
    holdings.sort((a, b) => b.min - a.min || a.owner - b.owner);
    steps.push({ entity: y, by: meansNames[tallies.means[tally] as 0 | 1 | 2 | 3], share, holdings });
    for (const holding of holdings) waiting.push(holding.owner);
    waiting.push(blocks.joinHead[y] as number);
  }
  return steps;
}

/** Head of the block that an entity was in just before the join of that order. */
function blockWhen(view: CompanyControl, entity: number, order: number): number {
  const { joinHead, joinOrder } = view.blocks;
  let at = entity;
  while (joinHead[at] !== -1 && (joinOrder[at] as number) < order) at = joinHead[at] as number;
  return at;
}

import { ownershipKind } from '@underpin/model';
import { holdingsOf } from '../holdings.ts';
import type { CurrentEdges } from '../as-of.ts';
import type { Holdings } from '../holdings.ts';
import type { Finding } from '@underpin/model';

/** By what an entity can be controlled: each is counted on its own, more than half of one is enough. */
export const means = { votes: 0, boardSeats: 1, contract: 2, stateInfluence: 3 } as const;
export const meansNames = ['votes', 'board seats', 'contract', 'state influence by law'] as const;

/**
 * What is counted to see who controls an entity: tally t counts the holdings `start[t] .. start[t + 1])` of `target[t]`. An
 * entity has at most one tally of votes and one of board seats; each contract or legal influence is a tally of its own.
 */
export interface Tallies {
  readonly entityCount: number;
  readonly count: number;
  readonly target: Int32Array;
  readonly means: Uint8Array;
  readonly start: Int32Array;
  readonly owner: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** What the minima leave of the whole of each tally; `Infinity` where holdings are no parts of one whole. */
  readonly spare: Float64Array;
  /** Row of `graph.edges` behind each holding. */
  readonly row: Int32Array;
  /** The tally of votes of each entity, -1 when no vote in it is stated. */
  readonly votesOf: Int32Array;
  readonly findings: readonly Finding[];
}

/** Votes (equity counts as votes where no votes are stated for the pair), board seats, contracts and influence by law. */
export function talliesOf(current: CurrentEdges, tolerance: number): Tallies {
  const votes = holdingsOf(current, [ownershipKind.voting, ownershipKind.equity], tolerance);
  const seats = holdingsOf(current, [ownershipKind.boardAppointment], tolerance);
  const contract = holdingsOf(current, [ownershipKind.contract], tolerance, false);
  const influence = holdingsOf(current, [ownershipKind.stateInfluence], tolerance, false);
  const parts = [votes, seats, contract, influence];
  const entityCount = current.graph.entities.count;
  const size = parts.reduce((sum, part) => sum + part.count, 0);
  const target = new Int32Array(size);
  const tallyMeans = new Uint8Array(size);
  const start = new Int32Array(size + 1);
  const votesOf = new Int32Array(entityCount).fill(-1);
  let count = 0;
  let offset = 0;
  parts.forEach((part, kind) => {
    const single = kind >= means.contract;
    for (let at = 0; at < part.count; at += 1) {
      const entity = part.owned[at] as number;
      if (at > 0 && !single && part.owned[at - 1] === entity) continue;
      target[count] = entity;
      tallyMeans[count] = kind;
      start[count] = offset + at;
      if (kind === means.votes) votesOf[entity] = count;
      count += 1;
    }
    offset += part.count;
  });
  start[count] = size;
  const min = joined(parts, (part) => part.min, new Float64Array(size));
  const spare = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let tally = 0; tally < count && (tallyMeans[tally] as number) < means.contract; tally += 1) {
    let sum = 0;
    for (let at = start[tally] as number; at < (start[tally + 1] as number); at += 1) sum += min[at] as number;
    spare[tally] = 1 - sum;
  }
  return {
    entityCount,
    count,
    target: target.subarray(0, count),
    means: tallyMeans.subarray(0, count),
    start: start.subarray(0, count + 1),
    owner: joined(parts, (part) => part.owner, new Int32Array(size)),
    min,
    max: joined(parts, (part) => part.max, new Float64Array(size)),
    row: joined(parts, (part) => part.row, new Int32Array(size)),
    spare,
    votesOf,
    findings: parts.flatMap((part) => part.findings),
  };
}

function joined<T extends Int32Array | Float64Array>(
  parts: readonly Holdings[],
  column: (part: Holdings) => T,
  into: T,
): T {
  let offset = 0;
  for (const part of parts) {
    into.set(column(part), offset);
    offset += part.count;
  }
  return into;
}

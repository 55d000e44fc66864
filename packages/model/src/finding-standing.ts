import type { Position } from './opinion.ts';
import type { Review } from './review.ts';

/** How the authorities stand on one finding. `silent` gave no opinion: that is not concurrence. */
export interface FindingStanding {
  readonly finding: string;
  readonly positions: Readonly<Record<Position, readonly string[]>>;
  readonly silent: readonly string[];
  /** True when as many authorities as the quorum asks concur, with or without reservation. */
  readonly joint: boolean;
}

/**
 * How the authorities of a review stand on one of its findings. Lists hold ids of authorities, in the order of the file.
 *
 * @example findingStanding(review, 'R1').joint
 */
export function findingStanding(review: Review, finding: string): FindingStanding {
  const positions: Record<Position, string[]> = { concurs: [], 'concurs with reservation': [], dissents: [] };
  const silent: string[] = [];
  for (const authority of review.authorities) {
    const opinion = review.opinions.find((one) => one.authority === authority.id && one.finding === finding);
    (opinion === undefined ? silent : positions[opinion.position]).push(authority.id);
  }
  const concurring = positions.concurs.length + positions['concurs with reservation'].length;
  return { finding, positions, silent, joint: concurring >= review.quorum };
}

import type { Case, CaseState } from '@underpin/contract';
import type { Outcome } from '../outcome.ts';
import { problemOf } from '../outcome.ts';
import policy from './review-policy.json' with { type: 'json' };

/** When the clock of a state runs out that begins now; null where it has none. */
export function dueAfter(state: CaseState, now: string): string | null {
  const days = policy.clockDays[state];
  return days === null ? null : new Date(Date.parse(now) + days * 86_400_000).toISOString();
}

/** Who moves a case from one state to the next; null when there is no such move. */
export function mover(from: CaseState, to: CaseState): string | null {
  return policy.moves.find((move) => move.from === from && move.to === to)?.by ?? null;
}

/** Whether the lead authority moves a case on from this state. */
export function canMove(from: CaseState): boolean {
  return policy.moves.some((move) => move.from === from && move.by === 'lead');
}

/** The refusal when the state of the case has no room for this; null when it has. */
export function notNow(held: Pick<Case, 'state'>, what: keyof typeof policy.during): Outcome<never> | null {
  const states: readonly string[] = policy.during[what];
  if (states.includes(held.state)) return null;
  return problemOf('conflict', `The case is in the state "${held.state}": this is done in ${states.join(', ')}.`);
}

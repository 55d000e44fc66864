import { atLeast } from './algebra.ts';
import type { Algebra } from './algebra.ts';
import { components, isCircular } from './components.ts';
import type { Formula } from './formula.ts';

/** How many gates were solved, also when the node limit ended the work. */
export interface Effort {
  solved: number;
}

/**
 * The value of the first gate. Gates outside circles are evaluated once, what they stand on first. The gates of a
 * circle start at *never* and are evaluated again until nothing changes: the least solution, reached because every
 * step only adds and, for each set of events, at most one round per gate can add anything.
 */
export function solve(formula: Formula, places: Int32Array, algebra: Algebra, effort: Effort = { solved: 0 }): number {
  const { events, need, children } = formula;
  const value = new Int32Array(events + need.length).fill(algebra.never);
  for (let event = 0; event < events; event++) value[event] = algebra.event(places[event]!);
  const evaluate = (gate: number): boolean => {
    const found = atLeast(
      algebra,
      need[gate]!,
      children[gate]!.map((child) => value[child]!),
    );
    const changed = found !== value[events + gate];
    value[events + gate] = found;
    return changed;
  };
  for (const component of components(formula, events)) {
    let again = true;
    while (again) {
      again = false;
      for (const gate of component) if (evaluate(gate)) again = true;
      again &&= isCircular(formula, component);
    }
    effort.solved += component.length;
  }
  return value[events]!;
}

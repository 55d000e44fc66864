import type { Comparison } from './ast.ts';
import { numberOf, textOf } from './functions.ts';
import type { Value } from './vector.ts';

/**
 * What a comparison with an empty cell says. `unknown`: nothing, as in DPM-XL, and a rule of which nothing can be said is not
 * broken. `false`: it does not hold, except that an empty cell equals the empty text; so national rule sets are written,
 * which put `ISNULL(…) OR` before every check of a cell that may be empty.
 */
export type EmptyCells = 'unknown' | 'false';

const holds: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Compares as numbers when one side is a number, otherwise as texts (ISO dates order as texts). */
export function compared(operator: Comparison, left: Value, right: Value, empty: EmptyCells): Value {
  if (left === null || right === null) {
    if (empty === 'unknown') return null;
    if (operator !== '=' && operator !== '<>') return false;
    return holds[operator](textOf(left) === textOf(right) ? 0 : 1);
  }
  if (typeof left === 'number' || typeof right === 'number') {
    const [a, b] = [numberOf(left), numberOf(right)];
    if (a === null || b === null) return operator === '<>';
    return holds[operator](a - b);
  }
  const [a, b] = [textOf(left), textOf(right)];
  return holds[operator](a === b ? 0 : a < b ? -1 : 1);
}

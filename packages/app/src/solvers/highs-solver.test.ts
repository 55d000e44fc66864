import { expect, test } from 'vitest';
import { highsSolver } from './highs-solver.ts';

const program = {
  columns: 2,
  rows: 2,
  cost: Float64Array.of(-5, -4),
  lower: Float64Array.of(0, 0),
  upper: Float64Array.of(Infinity, Infinity),
  rowLower: Float64Array.of(-Infinity, -Infinity),
  rowUpper: Float64Array.of(24, 6),
  rowStart: Int32Array.of(0, 2, 4),
  column: Int32Array.of(0, 1, 0, 1),
  value: Float64Array.of(6, 4, 1, 2),
};

test('a linear program with its shadow prices, the same in whole numbers, and one that cannot be', async () => {
  const solve = await highsSolver();
  const linear = solve(program);
  expect(linear).toMatchObject({ status: 'optimal' });
  expect(linear.objective).toBeCloseTo(-21, 9);
  expect([...linear.primal]).toEqual([expect.closeTo(3, 9), expect.closeTo(1.5, 9)]);
  expect([...linear.rowDual]).toEqual([expect.closeTo(-0.75, 9), expect.closeTo(-0.5, 9)]);
  const whole = solve({ ...program, integer: Uint8Array.of(1, 1) });
  expect(whole.objective).toBeCloseTo(-20, 9);
  expect(whole.bound).toBeCloseTo(-20, 6);
  expect(solve({ ...program, rowLower: Float64Array.of(25, -Infinity) }).status).toBe('infeasible');
});

export { compileProblem } from './scheduling/compile-problem.ts';
export { type DenseProblem, type DenseSupply, noLimit } from './scheduling/dense-problem.ts';
export type { LinearAnswer, LinearLimits, LinearProgram, SolveLinear } from './linear/linear-program.ts';

export { compileProblem } from './scheduling/compile-problem.ts';
export { type DenseProblem, type DenseSupply, noLimit } from './scheduling/dense-problem.ts';
export type { LinearAnswer, LinearLimits, LinearProgram, SolveLinear } from './linear/linear-program.ts';
export { type CapacityUnit, capacityUnits, capacityUnitSchema } from './equivalence/capacity-unit.ts';
export { type CapacityConversion, convertCapacity } from './equivalence/convert-capacity.ts';
export { type Equivalent, type EquivalenceStanding, equivalent, withResilience } from './equivalence/equivalent.ts';
export {
  type CandidateMachine,
  currentFromAsset,
  type CurrentMachine,
  type Observation,
  type Resilience,
} from './equivalence/machine.ts';
export { type SizingPolicy, sizingPolicy, sizingPolicySchema } from './equivalence/sizing-policy.ts';
export {
  assessPortfolio,
  comparePortfolios,
  type PortfolioAssessment,
  type PortfolioShare,
} from './options/assess-portfolio.ts';
export {
  chooseOptions,
  type ConstraintCost,
  constraintCosts,
  type OptionsAnswer,
  type OptionsLimits,
} from './options/choose-options.ts';
export type {
  DiversityCap,
  OptionDemand,
  OptionsProblem,
  Portfolio,
  ReplacementOption,
  StandingShare,
  SupplyLimit,
} from './options/options-problem.ts';
export {
  type CandidatePrice,
  type CostKind,
  costKinds,
  type CostRules,
  type MoveCost,
  totalCost,
  type TotalCost,
} from './options/total-cost.ts';
export type { OptionsConflict } from './options/why-no-portfolio.ts';

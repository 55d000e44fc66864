export { checkSchedule, type ScheduleCheck } from './scheduling/check-schedule.ts';
export { PlanSearch, type SearchPart } from './scheduling/plan/plan-search.ts';
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
export { gateStandings } from './gates/gate-standings.ts';
export { trialCoverage, type TrialCoverage } from './gates/trial-coverage.ts';
export { isDone, latestActuals, type ReplacementStatus } from './progress/latest-actuals.ts';
export { milestoneStandings } from './progress/milestone-standings.ts';
export { type QuarterReport, quarterReports } from './progress/quarter-reports.ts';
export { type Slip, type SlipCauses, slippage } from './progress/slippage.ts';
export { assignWaves, type HeldBack, type WaveMembers } from './waves/assign-waves.ts';
export { conflictInWords } from './waves/conflict-in-words.ts';
export { milestoneDeadlines } from './waves/milestone-deadlines.ts';
export { addMonths, PlanDays } from './waves/plan-days.ts';
export { type PlanProblem, planProblem, type PlanProblemChoice } from './waves/plan-problem.ts';
export type { Replacement } from './waves/replacement.ts';
export { resourceCurves } from './waves/resource-curves.ts';
export { compareScores, type PlanScore, scoreOf } from './scheduling/plan/plan-score.ts';
export { sampleProgramme, type SampleProgrammeOptions } from './scheduling/sample-programme.ts';
export {
  answerOf,
  scheduleOf,
  scheduleSearch,
  type ScheduleSearch,
  type ScheduleSearchOptions,
} from './scheduling/schedule-search.ts';
export { explainConflict, type ExplainOptions } from './scheduling/conflict/explain-conflict.ts';
export { refute } from './scheduling/conflict/refute.ts';
export { packWorkloads, type PackingLimits } from './packing/pack-workloads.ts';
export type { PackedWorkload, PackingAnswer, PackingProblem, Pattern } from './packing/packing-problem.ts';

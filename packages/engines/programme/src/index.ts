export type { LinearAnswer, LinearLimits, LinearProgram, SolveLinear } from './linear/linear-program.ts';
export { checkSchedule, type ScheduleCheck } from './scheduling/check-schedule.ts';
export { compileProblem } from './scheduling/compile-problem.ts';
export { type DenseProblem, type DenseSupply, noLimit } from './scheduling/dense-problem.ts';
export { compareScores, type PlanScore, scoreOf } from './scheduling/plan/plan-score.ts';
export type { SearchPart } from './scheduling/plan/plan-search.ts';
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

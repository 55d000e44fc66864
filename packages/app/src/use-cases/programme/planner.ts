import { checkPlan, firstPlan } from '@underpin/programme';
import type { Planner } from './make-plan.ts';

/** The planner that the programme's shells use. */
export const planner: Planner = {
  solve: (problem) => Promise.resolve(firstPlan(problem)),
  check: checkPlan,
};

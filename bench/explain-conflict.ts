import { parseArgs } from 'node:util';
import { schedulingProblemSchema, type SchedulingProblem, seededRandom } from '@underpin/model';
import { explainConflict, sampleProgramme } from '@underpin/programme';
import { recordResult } from './lib/record-result.ts';

/**
 * Explanations of large programmes that cannot be: a horizon, a budget, a maker's supply or a common date that is too tight. How long
 * until the answer, how many limits it names, and by how much they would have to give way.
 */
const seconds = 20;
const { values: asked } = parseArgs({
  options: { tasks: { type: 'string', multiple: true }, dry: { type: 'boolean', default: false } },
});

const half = (amount: number): number => Math.floor(amount * 0.45);
const tighter: Readonly<Record<string, (problem: SchedulingProblem) => SchedulingProblem>> = {
  'horizon too short': (problem) => ({ ...problem, horizon: Math.round(problem.horizon * 0.6) }),
  'budget too small': (problem) => lessOf(problem, 'budget'),
  'supply too small': (problem) => lessOf(problem, 'maker-1'),
  'a third due too early': (problem) => ({
    ...problem,
    tasks: problem.tasks.map((task, at) =>
      at % 3 === 0 ? { ...task, deadline: Math.round(problem.horizon * 0.15) } : task,
    ),
  }),
};

function lessOf(problem: SchedulingProblem, id: string): SchedulingProblem {
  return {
    ...problem,
    cumulative: problem.cumulative.map((one) =>
      one.id === id
        ? { ...one, inflows: one.inflows.map((inflow) => ({ ...inflow, amount: half(inflow.amount) })) }
        : one,
    ),
  };
}

const results: object[] = [];
for (const tasks of (asked.tasks ?? ['1000', '10000']).map(Number)) {
  const whole = schedulingProblemSchema.parse(sampleProgramme({ tasks, months: 36, random: seededRandom(7) }));
  for (const [conflict, change] of Object.entries(tighter)) {
    const problem = change(whole);
    const begun = performance.now();
    const until = begun + 1000 * seconds;
    const told = explainConflict(problem, { seed: 1, cancelled: () => performance.now() > until });
    const taken = (performance.now() - begun) / 1000;
    const result = {
      tasks,
      conflict,
      seconds: Number(taken.toFixed(1)),
      explained: told !== null,
      minimal: told?.minimal ?? false,
      limits: told?.constraints.length ?? 0,
      kinds: [...new Set(told?.constraints.map(({ kind }) => kind))],
      relaxations: told?.relaxations.map(({ words, proved }) => `${words}${proved ? '' : ' (less may do)'}`) ?? [],
    };
    results.push(result);
    console.log(JSON.stringify(result));
  }
}
if (!asked.dry)
  recordResult('explain-conflict', {
    what: 'time from an impossible problem to the limits in conflict and what would do; limit of time 20 s, as in the planner',
    secondsAtMost: seconds,
    cases: results,
  });

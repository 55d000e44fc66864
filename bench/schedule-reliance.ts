import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSearch } from '@underpin/app/schedule';
import { schedulingProblemSchema, seededRandom } from '@underpin/model';
import { checkSchedule, compileProblem, PlanSearch, sampleProgramme } from '@underpin/programme';
import { recordResult } from './lib/record-result.ts';

/**
 * Weighted days of reliance of seeded programmes over 36 months with budgets, supply, freezes, pilots and shared crews: the gap
 * to the lower bound after a time on two threads, against the best single priority rule, every plan re-verified by the
 * independent checker. For 100,000 tasks also the time to the first plan that keeps everything, and memory.
 */

const cases = {
  '1000': { tasks: 1_000, seconds: 60, most: 5 },
  '10000': { tasks: 10_000, seconds: 60, most: 8 },
  '100000': { tasks: 100_000, seconds: 60, most: null },
} as const;
type Case = keyof typeof cases;
const mostMemory = 2e9;
const firstWithin = 2;

const { values: asked } = parseArgs({
  options: {
    case: { type: 'string', multiple: true },
    seconds: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});
const file = join(import.meta.dirname, 'results/schedule-reliance.json');
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { cases?: Record<string, object> }) : {};
const results: Record<string, object> = { ...before.cases };
for (const name of Object.keys(cases) as Case[]) {
  if (asked.case !== undefined && !asked.case.includes(name)) continue;
  const { tasks, most } = cases[name];
  const seconds = Number(asked.seconds ?? cases[name].seconds);
  const problem = schedulingProblemSchema.parse(sampleProgramme({ tasks, months: 36, random: seededRandom(7) }));
  const begun = performance.now();
  const dense = compileProblem(problem);
  if (!dense.ok) throw new Error(dense.reason);
  const compiled = (performance.now() - begun) / 1000;

  // The rules alone, and how long it takes until one of their plans keeps everything.
  const rules = new PlanSearch(dense.value, seededRandom(1));
  const tried = performance.now();
  let first = Number.NaN;
  for (let nth = 0; nth < 8; nth += 1) {
    rules.step();
    if (Number.isNaN(first) && rules.complete) first = (performance.now() - tried) / 1000 + compiled;
  }
  const bestRule = rules.ruleScores
    .filter(({ score }) => score.unplaced === 0)
    .toSorted((a, b) => a.score.late - b.score.late || a.score.first - b.score.first)[0];

  let memory = process.memoryUsage.rss();
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 250);
  const started = performance.now();
  const answer = await runSearch(dense.value, {
    seconds,
    threads: 2,
    seed: 1,
    progress: { report: () => {}, cancelled: false },
    clock: () => performance.now(),
  });
  const taken = (performance.now() - started) / 1000;
  clearInterval(watch);
  memory = Math.max(memory, process.memoryUsage.rss());
  if (answer.schedule === null || answer.figures === null) throw new Error(`No plan of ${tasks} tasks`);
  const { broken, figures } = checkSchedule(problem, answer.schedule);
  if (broken.length > 0) throw new Error(`A wrong plan of ${tasks} tasks: ${broken[0]?.words}`);
  const value = figures.relianceDays;
  const gapPercent = Number(((100 * (value - answer.lowerBound)) / value).toFixed(3));
  const result = {
    tasks,
    resources: dense.value.capacity.length + dense.value.supplies.length,
    precedences: dense.value.successor.length,
    seconds: Number(taken.toFixed(1)),
    threads: 2,
    relianceDays: Math.round(value),
    lowerBound: Math.round(answer.lowerBound),
    gapPercent,
    goalGapPercent: most,
    kept:
      (most === null || gapPercent <= most) &&
      (tasks < 100_000 || (first <= firstWithin && memory <= mostMemory)) &&
      (bestRule === undefined || value <= bestRule.score.first),
    bestRule: bestRule === undefined ? null : { rule: bestRule.rule, relianceDays: Math.round(bestRule.score.first) },
    betterThanBestRulePercent:
      bestRule === undefined ? null : Number((100 * (1 - value / bestRule.score.first)).toFixed(2)),
    secondsToFirstPlan: Number(first.toFixed(2)),
    secondsToCompile: Number(compiled.toFixed(2)),
    peakMemoryMB: Math.round(memory / 1e6),
    plansBuilt: answer.schedules,
    broken: broken.length,
    date: new Date().toISOString().slice(0, 16),
  };
  results[name] = result;
  console.log(JSON.stringify(result, null, 2));
}
if (!asked.dry)
  recordResult('schedule-reliance', {
    what: 'gap = (weighted days of reliance - lower bound) / weighted days; first plan from the problem in memory, compiling included',
    months: 36,
    cases: results,
  });

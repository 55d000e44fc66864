import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSearch } from '@underpin/app/schedule';
import { readPatterson } from '@underpin/formats/patterson';
import { checkSchedule, compileProblem } from '@underpin/programme';
import { recordResult } from './lib/record-result.ts';

/**
 * Makespans of the public PSPLIB instances against the best-known upper bounds: average over the given subset of (makespan /
 * best known - 1). Every schedule is checked by the independent checker against the file. `--goal J120-30` runs one goal,
 * `--slice 2/6` every sixth instance from the second on; what is measured is merged into the result by instance, each line
 * with its own date and load of the machine.
 */

const goals = {
  J30: { set: 'J30', seconds: 1, threads: 1, most: 0.05 },
  J60: { set: 'J60', seconds: 2, threads: 1, most: 0.5 },
  J120: { set: 'J120', seconds: 5, threads: 1, most: 2 },
  'J120-30': { set: 'J120', seconds: 30, threads: 2, most: 1.2 },
} as const;
type Goal = keyof typeof goals;

interface Line {
  readonly instance: string;
  readonly makespan: number;
  readonly bestKnown: number;
  readonly lowerBound: number;
  readonly optimal: boolean;
  readonly seconds: number;
  readonly schedules: number;
  readonly load: number;
  readonly date: string;
}

const { values: asked } = parseArgs({
  options: {
    goal: { type: 'string', multiple: true },
    slice: { type: 'string', default: '1/1' },
    seed: { type: 'string', default: '1' },
    dry: { type: 'boolean', default: false },
  },
});
const folder = join(
  process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../shared/data'),
  'scheduling',
);
const file = join(import.meta.dirname, 'results/schedule-psplib.json');
if (!existsSync(folder)) {
  console.error(`Cannot run: the instances are not at "${folder}"; set UNDERPIN_SHARED_DATA.`);
  process.exit(1);
}
const seed = Number(asked.seed);
const [slice = 1, slices = 1] = asked.slice.split('/').map(Number);
const names = Object.keys(goals) as Goal[];
const chosen = asked.goal === undefined ? names : names.filter((name) => asked.goal?.includes(name));
const before = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { goals?: Partial<Record<Goal, { lines: Line[] }>> })
  : {};
const lines = new Map<Goal, Map<string, Line>>(
  names.map((name) => [name, new Map((before.goals?.[name]?.lines ?? []).map((line) => [line.instance, line]))]),
);

for (const name of chosen) {
  const { set, seconds, threads } = goals[name];
  const instances = readFileSync(join(folder, `${set}.best-known.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  let sum = 0;
  let count = 0;
  for (const [at, [instance = '', , , upper = '']] of instances.entries()) {
    if (at % slices !== slice - 1) continue;
    const problem = readPatterson(readFileSync(join(folder, set, `${instance}.txt`), 'utf8'), instance);
    if (!problem.ok) throw new Error(problem.reason);
    const dense = compileProblem(problem.value);
    if (!dense.ok) throw new Error(dense.reason);
    const started = performance.now();
    const answer = await runSearch(dense.value, {
      seconds,
      threads,
      seed,
      progress: { report: () => {}, cancelled: false },
      clock: () => performance.now(),
    });
    const taken = (performance.now() - started) / 1000;
    if (answer.schedule === null || answer.figures === null) throw new Error(`No schedule of ${instance}`);
    const { broken, figures } = checkSchedule(problem.value, answer.schedule);
    if (broken.length > 0 || figures.end !== answer.figures.end)
      throw new Error(`Wrong schedule of ${instance}: ${broken[0]?.words}`);
    const line: Line = {
      instance,
      makespan: figures.end,
      bestKnown: Number(upper),
      lowerBound: answer.lowerBound,
      optimal: answer.status === 'optimal',
      seconds: Number(taken.toFixed(2)),
      schedules: answer.schedules,
      load: Number((loadavg()[0] ?? 0).toFixed(2)),
      date: new Date().toISOString().slice(0, 16),
    };
    if (line.lowerBound > line.bestKnown) throw new Error(`Bound ${line.lowerBound} of ${instance} is above ${upper}`);
    lines.get(name)?.set(instance, line);
    sum += line.makespan / line.bestKnown - 1;
    count += 1;
    console.log(
      name,
      instance,
      `${line.makespan} (best known ${upper}, bound ${line.lowerBound}${line.optimal ? ', optimal' : ''}) ${line.seconds} s`,
      `average ${((100 * sum) / count).toFixed(3)} %`,
    );
  }
}
if (!asked.dry)
  recordResult('schedule-psplib', {
    what: 'average of (makespan / best-known upper bound - 1) in %, over the instances named; every schedule re-verified',
    seed,
    cpu: cpus()[0]?.model,
    goals: Object.fromEntries(
      names.map((name) => {
        const { set, seconds, threads, most } = goals[name];
        const all = [...(lines.get(name)?.values() ?? [])].toSorted(
          (a, b) => Number(a.instance.split('_')[1]) - Number(b.instance.split('_')[1]),
        );
        const average =
          all.reduce((sum, line) => sum + line.makespan / line.bestKnown - 1, 0) / Math.max(1, all.length);
        return [
          name,
          {
            set,
            secondsEach: seconds,
            threads,
            instances: all.length,
            averagePercent: Number((100 * average).toFixed(3)),
            goalPercent: most,
            kept: all.length > 0 && 100 * average <= most,
            atBestKnown: all.filter((line) => line.makespan <= line.bestKnown).length,
            provedOptimal: all.filter((line) => line.optimal).length,
            lines: all,
          },
        ];
      }),
    ),
  });

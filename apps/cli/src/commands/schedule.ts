import { basename } from 'node:path';
import { scheduleProject } from '@underpin/app/schedule';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readText } from '../read-bytes.ts';
import { refusal } from '../refusal.ts';

/** `underpin schedule`: the shortest schedule of a project with limited resources. */
export const scheduleCommand = defineCommand({
  name: 'schedule',
  summary: 'Shortest schedule of a project with limited resources (Patterson format), with a lower bound',
  details:
    'Ends as soon as the schedule is proved optimal. Every schedule is checked independently before it is told. With one thread and a limit of steps, the same seed gives the same answer on every machine; a limit of time, or a second thread, depends on the machine. Ctrl-C gives the best found so far.',
  examples: [
    'underpin schedule --patterson j301_1.rcp --seconds 1 --json',
    'underpin schedule --patterson j1201_1.rcp --seconds 30 --threads 2 --seed 7',
  ],
  input: z.object({
    patterson: z.string().min(1).describe('project file in the Patterson format'),
    seconds: z.number().gt(0).max(86_400).default(5).describe('longest search, in seconds'),
    threads: z.int().min(1).max(64).default(1).describe('searches side by side'),
    seed: z.int().min(0).default(1).describe('of the random choices'),
    steps: z.int().min(1).optional().describe('most steps of each search (default: no limit)'),
  }),
  operands: [],
  async run({ patterson, seconds, threads, seed, steps }, { progress }) {
    const text = await readText(patterson);
    if (!text.ok) return refusal(text.reason);
    const found = await scheduleProject(text.value, basename(patterson), {
      seconds,
      threads,
      seed,
      ...(steps === undefined ? {} : { steps }),
      progress,
      clock: () => performance.now(),
    });
    if (!found.ok) return refusal(found.reason);
    const { schedule, figures, lowerBound, gap, status, schedules } = found.value;
    if (schedule === null || figures === null)
      return refusal(`No schedule of "${patterson}" was found in ${seconds} s`);
    return {
      json: {
        makespan: figures.end,
        lower_bound: lowerBound,
        starts: schedule.starts,
        optimal: status === 'optimal',
        schedules,
      },
      text: [
        `Makespan ${figures.end}, ${status === 'optimal' ? 'proved optimal' : `lower bound ${lowerBound} (gap ${(100 * (gap ?? 0)).toFixed(1)} %)`}.`,
        `Starts: ${schedule.starts.join(' ')}`,
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});

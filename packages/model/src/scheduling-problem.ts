import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

const id = z.string().min(1).describe('Short id within the problem');
const name = z.string().min(1).optional().describe('As a sentence calls it; the id when absent');
const period = z.int().min(0).describe('Whole periods (days, as a rule) since the start of the plan');
const amount = z.int().min(0).describe('Whole units; money in the smallest unit that is planned with');

/** Periods from `from` up to, not including, `to`. */
export const planSpanSchema = z.strictObject({ from: period, to: period, name });
export type PlanSpan = z.infer<typeof planSpanSchema>;

/** What is in use while a task runs and free again afterwards: teams, sites, change windows, a supplier's crews. */
export const renewableResourceSchema = z.strictObject({
  id,
  name,
  capacity: amount.describe('Units free at any time'),
  changes: z
    .array(planSpanSchema.extend({ capacity: amount }))
    .default([])
    .describe('Spans with another capacity; the last that covers a period counts'),
});
export type RenewableResource = z.infer<typeof renewableResourceSchema>;

/** What a task uses up at its start and what is filled up over time: a budget by quarter, a maker's supply by month. */
export const cumulativeResourceSchema = z.strictObject({
  id,
  name,
  initial: amount.default(0).describe('There from period 0'),
  inflows: z.array(z.strictObject({ at: period, amount })).default([]),
  carryOver: z
    .boolean()
    .default(true)
    .describe('Whether what is left when the next inflow comes is kept; if not, it lapses'),
});
export type CumulativeResource = z.infer<typeof cumulativeResourceSchema>;

/** Spans in which tasks that name this calendar may not start, run or finish. */
export const planCalendarSchema = z.strictObject({
  id,
  name,
  forbids: z
    .enum(['start', 'work', 'finish'])
    .default('work')
    .describe('start: no start inside; work: no overlap at all; finish: the last period may not lie inside'),
  intervals: z.enum(['closed', 'open']).default('closed').describe('Whether the spans are freezes or windows'),
  spans: z.array(planSpanSchema),
});
export type PlanCalendar = z.infer<typeof planCalendarSchema>;

/** One way to do a task, such as one of the options of a replacement. */
export const taskModeSchema = z.strictObject({
  id,
  name,
  duration: period,
  cost: amount.default(0).describe('Counts in the objective only; budgets are cumulative resources'),
  uses: z
    .array(z.strictObject({ resource: id, amount }))
    .default([])
    .describe('Renewable resources, while it runs'),
  consumes: z
    .array(z.strictObject({ resource: id, amount }))
    .default([])
    .describe('Cumulative resources, at its start'),
});
export type TaskMode = z.infer<typeof taskModeSchema>;

/** A task: a replacement, a pilot, a removal. It occupies [start, start + duration) without a break. */
export const plannedTaskSchema = z.strictObject({
  id,
  name,
  weight: z.number().min(0).default(0).describe('Risk weight: a day of reliance more costs this much'),
  release: period.default(0).describe('Not before (contract, notice)'),
  deadline: period.optional().describe('To be finished by'),
  calendars: z.array(id).default([]),
  modes: z.array(taskModeSchema).min(1),
  fixed: z
    .strictObject({ start: period, mode: z.int().min(0).default(0) })
    .optional()
    .describe('Has begun: stays'),
  planned: period.optional().describe('Start in an earlier plan, from which moving costs `stability` a period'),
});
export type PlannedTask = z.infer<typeof plannedTaskSchema>;

/** `after` starts at least `minLag`, at most `maxLag`, periods after the end of `before`. */
export const taskPrecedenceSchema = z.strictObject({
  before: id,
  after: id,
  minLag: period.default(0),
  maxLag: period.optional(),
});
export type TaskPrecedence = z.infer<typeof taskPrecedenceSchema>;

/** All of `after` are finished, `lag` periods have passed and `notBefore` has come before any of `before` starts. */
export const planGateSchema = z.strictObject({
  id,
  name,
  after: z.array(id).describe('Tasks that must be finished'),
  before: z.array(id).describe('Tasks that wait'),
  lag: period.default(0),
  notBefore: period.default(0),
});
export type PlanGate = z.infer<typeof planGateSchema>;

/**
 * The scheduling problem of a programme: tasks with modes, what binds them, and what counts. Times are whole periods from
 * the start of the plan.
 */
export const schedulingProblemSchema = z.strictObject({
  name: z.string().optional(),
  start: isoDateSchema.optional().describe('Date of period 0'),
  horizon: z.int().min(1).describe('Every task ends by then'),
  objective: z
    .enum(['reliance', 'makespan'])
    .default('reliance')
    .describe(
      'reliance: days late, then weighted days of reliance, cost, end; makespan: days late, then end, then those',
    ),
  stability: z.number().min(0).default(0).describe('Weighted days that one period of change against `planned` costs'),
  renewable: z.array(renewableResourceSchema).default([]),
  cumulative: z.array(cumulativeResourceSchema).default([]),
  calendars: z.array(planCalendarSchema).default([]),
  tasks: z.array(plannedTaskSchema),
  precedences: z.array(taskPrecedenceSchema).default([]),
  gates: z.array(planGateSchema).default([]),
});
export type SchedulingProblem = z.infer<typeof schedulingProblemSchema>;
/** The problem as people write it, defaults left out. */
export type SchedulingProblemInput = z.input<typeof schedulingProblemSchema>;

import { z } from 'zod';

/** Start and mode of each task, in the order of the problem's tasks. */
export const scheduleSchema = z.strictObject({
  starts: z.array(z.int().min(0)),
  modes: z.array(z.int().min(0)).describe('Index into the modes of the task'),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** What counts, in order. */
export const scheduleFiguresSchema = z.strictObject({
  lateDays: z.number().describe('Periods beyond deadlines, over all tasks'),
  relianceDays: z.number().describe('Sum of weight x end over tasks'),
  moved: z.number().describe('Stability x periods moved against the earlier plan'),
  cost: z.number(),
  end: z.int().describe('Last end of a task'),
});
export type ScheduleFigures = z.infer<typeof scheduleFiguresSchema>;

/** A constraint by the names that the problem gives; `words` is for people. */
export const planConstraintSchema = z.strictObject({
  kind: z.enum([
    'horizon',
    'release',
    'deadline',
    'deadlines',
    'precedence',
    'maximum lag',
    'gate',
    'calendar',
    'renewable',
    'cumulative',
    'fixed',
    'portfolio',
  ]),
  id: z
    .string()
    .describe(
      'Id of the resource, calendar, gate or task; "before > after" of a precedence; the period of a date that many tasks share',
    ),
  words: z.string(),
});
export type PlanConstraint = z.infer<typeof planConstraintSchema>;

/** A change of one constraint of the conflict that alone makes a plan possible (or the least found). */
export const planRelaxationSchema = z.strictObject({
  constraint: planConstraintSchema,
  amount: z.number().describe('How much more, in the unit of the constraint: periods, units, money'),
  words: z.string(),
  proved: z.boolean().describe('Whether less was shown not to be enough'),
});
export type PlanRelaxation = z.infer<typeof planRelaxationSchema>;

/** The smallest set found of constraints that cannot all hold: without any one of them, the rest can. */
export const planConflictSchema = z.strictObject({
  constraints: z.array(planConstraintSchema),
  proved: z.boolean().describe('The set is proved to be in conflict'),
  minimal: z.boolean().describe('For each of the set a plan without it is known'),
  relaxations: z.array(planRelaxationSchema).describe('Cheapest first'),
});
export type PlanConflict = z.infer<typeof planConflictSchema>;

/** Answer of the search. */
export const scheduleAnswerSchema = z.strictObject({
  status: z
    .enum(['optimal', 'feasible', 'late', 'infeasible', 'unknown'])
    .describe('late: everything holds but some deadlines; unknown: neither plan nor proof found in the time'),
  schedule: scheduleSchema.nullable(),
  figures: scheduleFiguresSchema.nullable(),
  lowerBound: z.number().describe('No plan has less of the first figure that counts (reliance days or end)'),
  gap: z.number().nullable().describe('(value - lower bound) / value of that figure'),
  conflict: planConflictSchema.nullable(),
  schedules: z.int().describe('Plans built by the search'),
});
export type ScheduleAnswer = z.infer<typeof scheduleAnswerSchema>;

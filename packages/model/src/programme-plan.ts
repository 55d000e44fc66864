import { z } from 'zod';
import { boundsSchema } from './bounds.ts';
import { decimalSchema } from './decimal.ts';
import { isoDateSchema } from './iso-date.ts';
import { currencySchema } from './money.ts';
import { replacementStates } from './programme.ts';
import { planConflictSchema } from './schedule.ts';

/** The best plan so far, while the search runs. */
export const planStandingSchema = z.strictObject({
  relianceDays: z.number().nullable().describe('Weighted days of reliance of the best plan; null before the first'),
  lateDays: z.int(),
  lowerBound: z.number().describe('No plan has less'),
  gap: z.number().nullable().describe('Null until a bound is proved'),
  plans: z.int().describe('Plans built by the search'),
});
export type PlanStanding = z.infer<typeof planStandingSchema>;

/** A replacement in a plan. Its last day is `end`. */
export const plannedReplacementSchema = z.strictObject({
  id: z.string(),
  institution: z.string(),
  name: z.string(),
  site: z.string(),
  wave: z.string(),
  candidate: z.string(),
  pace: z.string(),
  servers: z.int(),
  cost: decimalSchema.describe('Total cost of ownership'),
  weight: z.number(),
  criticalFunctions: z.int(),
  start: isoDateSchema,
  end: isoDateSchema,
  deadline: isoDateSchema.nullable(),
  lateDays: z.int(),
  state: z.enum(replacementStates).nullable().describe('As last reported; null when nothing was reported'),
  planned: z
    .strictObject({ start: isoDateSchema, end: isoDateSchema })
    .nullable()
    .describe('In the plan before this one'),
});
export type PlannedReplacement = z.infer<typeof plannedReplacementSchema>;

/** How a wave's gate stands on the day of the status. */
export const gateStandingSchema = z.strictObject({
  wave: z.string(),
  name: z.string(),
  opens: isoDateSchema.nullable().describe('Earliest day by the plan'),
  standing: z.enum(['open', 'partly open', 'waits', 'stopped']),
  institutions: z.array(z.string()).nullable().describe('For whom it is open, where partly'),
  because: z.array(z.string()),
  rollback: z.string().nullable(),
});
export type GateStanding = z.infer<typeof gateStandingSchema>;

export const milestoneStandingSchema = z.strictObject({
  id: z.string(),
  direction: z.string(),
  date: isoDateSchema,
  share: z.number(),
  total: z.int(),
  done: z.int().describe('Reported as replaced, removed or disposed by the day of the status'),
  planned: z.int().describe('Done by the date, by the plan'),
  verdict: z.enum(['kept', 'missed', 'kept by the plan', 'missed by the plan']),
});
export type MilestoneStanding = z.infer<typeof milestoneStandingSchema>;

/** Use of a resource over time. Steps: from that day on. */
export const resourceCurveSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['renewable', 'cumulative']),
  unit: z.string(),
  points: z.array(z.strictObject({ on: isoDateSchema, used: z.number(), available: z.number() })),
});
export type ResourceCurve = z.infer<typeof resourceCurveSchema>;

/** The review's own measures on a day of the plan, computed again on what stands then. */
export const burnDownPointSchema = z.strictObject({
  on: isoDateSchema,
  replaced: z.int(),
  criticalFunctionsLost: boundsSchema.nullable(),
  institutionsHit: boundsSchema.nullable(),
  directShare: boundsSchema.nullable(),
});
export type BurnDownPoint = z.infer<typeof burnDownPointSchema>;

export const plannedEquivalenceSchema = z.strictObject({
  replacement: z.string(),
  candidate: z.string(),
  standing: z.enum(['sized', 'provisional', 'needs a measurement', 'needs a benchmark']),
  cores: boundsSchema.nullable(),
  servers: boundsSchema.nullable(),
  because: z.array(z.string()),
  warnings: z.array(z.string()),
  sources: z.array(z.string()),
});

export const programmePlanSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  notice: z.string().nullable(),
  currency: currencySchema,
  start: isoDateSchema,
  horizon: isoDateSchema.describe('Everything ends by this day'),
  statusOn: isoDateSchema,
  status: z.enum(['optimal', 'feasible', 'late', 'infeasible', 'unknown', 'no portfolio']),
  reason: z.string().nullable().describe('Why there is no plan'),
  figures: z
    .strictObject({
      relianceDays: z.number(),
      lowerBound: z.number(),
      gap: z.number().nullable(),
      lateDays: z.int(),
      end: isoDateSchema,
      cost: decimalSchema,
    })
    .nullable(),
  checked: z
    .strictObject({ ok: z.boolean(), violations: z.array(z.string()) })
    .nullable()
    .describe('Verdict of the independent checker on exactly this plan'),
  replacements: z.array(plannedReplacementSchema),
  heldBack: z.array(z.strictObject({ replacement: z.string(), name: z.string(), reason: z.string() })),
  gates: z.array(gateStandingSchema),
  milestones: z.array(milestoneStandingSchema),
  curves: z.array(resourceCurveSchema),
  burnDown: z.array(burnDownPointSchema),
  options: z
    .strictObject({
      total: decimalSchema,
      lines: z.record(z.string(), decimalSchema),
      lowerBound: z.number(),
      gap: z.number(),
      method: z.string(),
      shares: z.array(z.strictObject({ by: z.string(), id: z.string(), weight: z.string(), share: z.number() })),
      makerHhi: z.number(),
      constraints: z.array(
        z.strictObject({
          id: z.string(),
          words: z.string(),
          costs: z.number(),
          shadowPrice: z.number().nullable(),
          unit: z.string(),
        }),
      ),
    })
    .nullable(),
  equivalence: z.array(plannedEquivalenceSchema),
  conflict: planConflictSchema.nullable(),
  notes: z.array(z.string()),
});
export type ProgrammePlan = z.infer<typeof programmePlanSchema>;

import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

const id = z.string().min(1).describe('Short id within the protocol');
const daysSchema = { from: isoDateSchema, to: isoDateSchema.describe('Last day, included') };

/** What is tried, or what it is to replace. */
export const trialSystemSchema = z.strictObject({
  name: z.string().min(1).describe('Maker and model, as on the order'),
  configuration: z.string().optional().describe('Number of machines, processors, memory, software'),
});

/** A kind of work that the trial runs, with the load at which its owner knows it to peak. */
export const trialWorkloadSchema = z.strictObject({
  id,
  name: z.string().min(1),
  peakLoad: z.number().positive().optional().describe('Load at its declared peak, in loadUnit'),
  loadUnit: z.string().optional().describe('Such as "transactions/s"'),
});

/** Days that the period must contain, such as a month end or a year end. */
export const trialPeakSchema = z.strictObject({ id, name: z.string().min(1), ...daysSchema });
export type TrialPeak = z.infer<typeof trialPeakSchema>;

export const trialEstimators = ['shift', 'quantile ratio', 'rate ratio', 'share', 'share difference', 'mtbf'] as const;
export const trialEndpointKinds = [
  'latency',
  'batch time',
  'throughput',
  'energy',
  'cost',
  'incidents',
  'availability',
] as const;

/** The limit that the interval must not reach. */
export const trialMarginSchema = z.strictObject({
  kind: z
    .enum(['ratio', 'difference', 'level'])
    .describe('candidate / incumbent, candidate - incumbent, or what the candidate must reach on its own'),
  value: z.number().describe('The limit itself: 1.1 allows 10 % more, -0.001 allows a difference down to -0.001'),
  unit: z.string().optional().describe('Unit of a difference or a level; that of the endpoint'),
});

/** What is assumed to plan the sample; the verdict does not use it. */
export const trialAssumptionSchema = z.strictObject({
  spread: z
    .number()
    .positive()
    .optional()
    .describe('Standard deviation of an analysed value: on the log scale for a ratio, in units for a difference'),
  effect: z.number().optional().describe('True ratio or difference expected; default no difference'),
  rate: z.number().positive().optional().describe("Incumbent's events per unit of exposure"),
  dispersion: z.number().min(0).optional().describe('Variance of a count = mean + dispersion * mean^2'),
  share: z.number().min(0).max(1).optional().describe('True share of the candidate'),
  incumbentShare: z.number().min(0).max(1).optional(),
  mtbf: z.number().positive().optional().describe('True mean time between failures of the candidate'),
  perDay: z.number().positive().optional().describe('Analysed values, or units of exposure, that an arm gives a day'),
});
export type TrialAssumption = z.infer<typeof trialAssumptionSchema>;

/** How the samples of an endpoint are read; sealed with the protocol, since another query is another endpoint. */
export const trialSeriesSchema = z.strictObject({
  kind: z
    .enum(['values', 'gauge', 'counter', 'histogram'])
    .default('values')
    .describe('Single measurements; a level read at steps; a count that only grows; buckets that only grow'),
  stepSeconds: z
    .number()
    .positive()
    .optional()
    .describe('Declared distance of a gauge or counter; without it the most frequent distance is taken'),
  exposureMetric: z
    .string()
    .min(1)
    .optional()
    .describe('Metric that counts the exposure of incidents, such as transactions; without it hours are counted'),
  query: z.string().min(1).optional().describe('PromQL of this series; $arm and $workload stand for their ids'),
  exposureQuery: z.string().min(1).optional().describe('PromQL of the exposure metric'),
});
export type TrialSeries = z.infer<typeof trialSeriesSchema>;

export const trialEndpointSchema = z.strictObject({
  id,
  name: z.string().min(1).describe('As a sentence calls it, such as "response time of payments"'),
  kind: z.enum(trialEndpointKinds),
  metric: z.string().min(1).describe('Name of the measured series'),
  unit: z.string().min(1),
  better: z.enum(['lower', 'higher']),
  estimator: z.enum(trialEstimators),
  quantile: z.number().gt(0).lt(1).optional().describe('Of a quantile ratio, such as 0.95'),
  margin: trialMarginSchema,
  scope: z.enum(['pooled', 'each workload']).default('each workload'),
  minimumSample: z
    .int()
    .min(1)
    .describe('Least number in each arm: analysed values (blocks where blocked), intervals, or units of exposure'),
  assumption: trialAssumptionSchema.prefault({}),
  series: trialSeriesSchema.prefault({}),
});
export type TrialEndpoint = z.infer<typeof trialEndpointSchema>;

export const trialMonitoringSchema = z.strictObject({
  method: z
    .enum(['none', 'group sequential'])
    .default('none')
    .describe('Whether acceptance may come before the end, at planned looks that share alpha'),
  spending: z.enum(["o'brien-fleming-like", 'pocock-like']).default("o'brien-fleming-like"),
  looks: z.array(z.number().gt(0).max(1)).default([1]).describe('Share of the planned information at each look'),
  harmAlpha: z
    .number()
    .gt(0)
    .max(0.1)
    .nullable()
    .default(0.01)
    .describe(
      'Chance of a needless stop for harm, over the whole trial however often one looks; null for no such rule',
    ),
});

/** How samples become analysed values. */
export const trialMeasurementSchema = z.strictObject({
  timeZone: z
    .string()
    .min(1)
    .default('UTC')
    .describe(
      'IANA zone, such as Asia/Shanghai, in which days and intervals are counted and times without offset are read',
    ),
  intervalMinutes: z
    .int()
    .min(1)
    .max(1440)
    .default(60)
    .describe('Length of an interval; the values of an arm within it are reduced to one (median, sum or share)'),
});

/** A trial's rules, fixed and sealed before its data. */
export const trialProtocolSchema = z.strictObject({
  id,
  title: z.string().min(1),
  candidate: trialSystemSchema,
  incumbent: trialSystemSchema,
  workloads: z.array(trialWorkloadSchema).min(1),
  period: z.strictObject({ ...daysSchema, peaks: z.array(trialPeakSchema) }),
  design: z
    .enum(['paired', 'parallel'])
    .describe('Paired: both arms run the same work in the same interval. Parallel: each runs its own part'),
  blocks: z
    .enum(['none', 'day', 'week'])
    .default('day')
    .describe('Values of one block hang together and count once; none only where single values are independent'),
  endpoints: z.array(trialEndpointSchema).min(1),
  measurement: trialMeasurementSchema.prefault({}),
  alpha: z.number().gt(0).lt(0.5).describe('One-sided chance of accepting a candidate that is at the margin'),
  multiplicity: z
    .enum(['all must pass', 'bonferroni', 'holm'])
    .default('all must pass')
    .describe('All must pass needs no correction for acceptance; the others also make single endpoints claimable'),
  power: z.number().gt(0.5).lt(1),
  monitoring: trialMonitoringSchema.prefault({}),
  excusedGaps: z
    .array(z.strictObject({ ...daysSchema, reason: z.string().min(1) }))
    .default([])
    .describe('Days that need no data, such as an announced maintenance'),
  allowedMissing: z.number().min(0).max(0.5).default(0.05).describe('Share of days that may lack data without excuse'),
});
export type TrialProtocol = z.infer<typeof trialProtocolSchema>;

import { findingSchema, isoDateSchema, trialProtocolSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, instantSchema, recordShape, sha256Schema, titleSchema } from './common.ts';

/** A bound that may be missing: null where it is unbounded or nothing was observed. */
const figure = z.number().nullable();

export const trialEndpointResultSchema = z.object({
  endpoint: z.string(),
  workload: z.string().nullable().describe('Null when all are pooled'),
  estimate: figure,
  lower: figure,
  upper: figure,
  margin: z.number(),
  alpha: z.number(),
  p: z.number(),
  n: z.array(z.number()).describe('Of the candidate and the incumbent'),
  unit: z.string(),
  method: z.string(),
  outcome: z.enum(['met', 'worse', 'undecided']),
  moreDays: figure,
  lacks: z.array(z.string()),
  sentence: z.string(),
});
export const trialAssessmentSchema = z
  .object({
    verdict: z.enum(['accepted', 'rejected', 'not enough data', 'stopped for harm', 'protocol breached']),
    because: z.array(z.string()),
    endpoints: z.array(trialEndpointResultSchema),
    changes: z.array(z.object({ endpoint: z.string(), day: isoDateSchema, p: z.number() })),
    findings: z.array(findingSchema),
    samples: z.int(),
    used: z.int(),
    asOf: isoDateSchema,
  })
  .meta({ id: 'TrialAssessment' });
export const monitoredEndpointSchema = z.object({
  endpoint: z.string(),
  workload: z.string().nullable(),
  margin: z.number(),
  better: z.enum(['lower', 'higher']),
  harmLimit: figure,
  harmOn: isoDateSchema.nullable(),
  sentence: z.string(),
  days: z.array(z.object({ day: isoDateSchema, estimate: figure, lower: figure, upper: figure, harm: figure })),
});
export const trialMonitoringAnswerSchema = z
  .object({ asOf: isoDateSchema, endpoints: z.array(monitoredEndpointSchema), findings: z.array(findingSchema) })
  .meta({ id: 'TrialMonitoring' });

const planSchema = z.object({
  findings: z.array(findingSchema),
  sealable: z.boolean(),
  plannedDays: z.int(),
  moreDays: z.int().nullable(),
  sentence: z.string(),
  endpoints: z.array(
    z.object({
      endpoint: z.string(),
      reason: z.string().nullable().describe('Why it cannot be planned'),
      n: figure,
      unit: z.string(),
      days: figure,
      power: figure,
      plannedPower: figure,
      moreDays: figure,
      sentence: z.string(),
      curve: z.array(z.object({ n: z.number(), days: z.number(), power: z.number() })),
    }),
  ),
});
export type TrialPlanAnswer = z.infer<typeof planSchema>;

export const trialSchema = z
  .object({
    ...recordShape,
    party: idSchema.describe('Who runs it'),
    measure: idSchema.nullable().describe('The request for trial that it answers'),
    title: z.string(),
    state: z.enum(['draft', 'sealed', 'stopped', 'assessed']),
    protocol: trialProtocolSchema,
    sharedWith: z
      .array(idSchema)
      .describe('Parties that see it; others than its own party, and who asked for it, find themselves only'),
    seals: z.array(
      z.object({
        at: instantSchema,
        act: z.string(),
        sha256: sha256Schema.describe('Of the canonical JSON (RFC 8785) of the protocol'),
        changes: z.array(z.string()),
        restarts: z.boolean().describe('Whether values from before it no longer count'),
      }),
    ),
    unsealed: z.array(z.string()).describe('Fields that differ from what was sealed last'),
    measurements: z.array(
      z.object({ id: idSchema, name: z.string(), bytes: z.int(), sha256: sha256Schema, createdAt: instantSchema }),
    ),
    monitoring: trialMonitoringAnswerSchema.nullable(),
    harmOn: isoDateSchema.nullable(),
    assessment: trialAssessmentSchema.nullable(),
    assessedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Trial' });
export type Trial = z.infer<typeof trialSchema>;

const workloadSchema = z.strictObject({
  id: idSchema,
  institution: z.string().min(1).max(200),
  kind: z.string().min(1).max(200),
  features: z.record(z.string(), z.strictObject({ value: z.number().min(0), unit: z.string() })).default({}),
  mix: z.record(z.string(), z.number().min(0).max(1)).nullable().default(null),
});
const coverageSchema = z.object({
  inside: z.int(),
  outside: z.int(),
  unknown: z.int(),
  workloads: z.array(
    z.object({
      institution: z.string(),
      workload: z.string(),
      kind: z.string(),
      standing: z.enum(['inside', 'outside', 'unknown']),
      against: z.string().nullable(),
      because: z.array(z.string()),
    }),
  ),
});

const tag = 'Trials';
const runner = ['analyst', 'reporter'] as const;
export const trialEndpoints = {
  listTrials: endpoint({
    method: 'GET',
    path: '/trials',
    summary: 'Trials that your party runs, asked for or was shown',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt', 'title'], { state: trialSchema.shape.state.optional() }),
    response: pageOf(trialSchema.omit({ monitoring: true, assessment: true })),
    status: 200,
  }),
  planTrial: endpoint({
    method: 'POST',
    path: '/trials/plan',
    summary: 'Sense, sample size and power of a protocol; nothing is kept',
    tag,
    roles: 'signed in',
    body: trialProtocolSchema,
    response: planSchema,
    status: 200,
  }),
  coverTrial: endpoint({
    method: 'POST',
    path: '/trials/coverage',
    summary: 'Which workloads lie inside what trials have seen',
    tag,
    roles: 'signed in',
    body: z.strictObject({ seen: z.array(workloadSchema).max(1000), workloads: z.array(workloadSchema).max(100_000) }),
    response: coverageSchema,
    status: 200,
  }),
  createTrial: endpoint({
    method: 'POST',
    path: '/trials',
    summary: 'Begin a trial with a protocol, which can be changed until it is sealed',
    tag,
    roles: runner,
    body: z.strictObject({
      protocol: trialProtocolSchema,
      measure: idSchema
        .nullable()
        .default(null)
        .describe('The request for trial that it answers; its issuer then sees the trial'),
    }),
    response: trialSchema,
    status: 201,
    errors: ['not found', 'conflict'],
  }),
  getTrial: endpoint({
    method: 'GET',
    path: '/trials/:id',
    summary: 'A trial with its seals, measurements, monitoring and verdict',
    tag,
    roles: 'signed in',
    params: idParams,
    response: trialSchema,
    status: 200,
  }),
  changeProtocol: endpoint({
    method: 'PUT',
    path: '/trials/:id/protocol',
    summary: 'Change the protocol; after a seal it takes another seal, as a visible amendment, before a verdict',
    tag,
    roles: runner,
    params: idParams,
    body: trialProtocolSchema,
    response: trialSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  sealTrial: endpoint({
    method: 'POST',
    path: '/trials/:id/seal',
    summary: 'Seal the protocol in the ledger: values from before do not count',
    tag,
    roles: runner,
    params: idParams,
    response: trialSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  shareTrial: endpoint({
    method: 'PUT',
    path: '/trials/:id/shared-with',
    summary: 'Say which parties see the trial',
    tag,
    roles: runner,
    params: idParams,
    body: z.strictObject({ parties: z.array(idSchema).max(200) }),
    response: trialSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  addMeasurements: endpoint({
    method: 'POST',
    path: '/trials/:id/measurements',
    summary:
      'Feed a file of samples (CSV, Parquet, processed metrics of an HMC); the trial is looked at, and stopped for harm',
    tag,
    roles: runner,
    params: idParams,
    query: z.object({ name: titleSchema.describe('Name of the file, with its folder where that names the arm') }),
    bodyFile: true,
    response: trialSchema,
    status: 201,
    errors: ['conflict', 'too large'],
  }),
  assessTrial: endpoint({
    method: 'POST',
    path: '/trials/:id/assess',
    summary: 'Give the verdict; it is entered in the ledger',
    tag,
    roles: runner,
    params: idParams,
    body: z.strictObject({ asOf: isoDateSchema.optional(), look: z.int().min(1).optional() }),
    response: trialSchema,
    status: 200,
    errors: ['conflict'],
  }),
  getTrialReport: endpoint({
    method: 'GET',
    path: '/trials/:id/report',
    summary: 'The trial with its verdict as a page',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'file',
    status: 200,
    errors: ['conflict'],
  }),
};

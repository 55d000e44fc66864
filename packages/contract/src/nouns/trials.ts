import { findingSchema, isoDateSchema, toldSchema, trialProtocolSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { evidenceSchema } from './evidence.ts';
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
    loads: z
      .array(
        z.object({
          endpoint: z.string(),
          workload: z.string(),
          value: z.number(),
          unit: z.string(),
          from: isoDateSchema,
          to: isoDateSchema,
        }),
      )
      .optional()
      .describe('The highest load that the candidate held for an hour, as a throughput endpoint measured it'),
    told: z
      .array(toldSchema)
      .optional()
      .describe('Codes and values of reasons, lacks, units and methods; absent in verdicts of earlier versions'),
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
      told: z.array(toldSchema).describe('Codes and values of the reason and the unit'),
    }),
  ),
});
export type TrialPlanAnswer = z.infer<typeof planSchema>;

export const workloadSchema = z.strictObject({
  id: idSchema.describe('Which workload'),
  institution: z.string().min(1).max(200).describe('Whose'),
  kind: z.string().min(1).max(200).describe('Kind of work; only the same kind is compared'),
  features: z.record(z.string(), z.strictObject({ value: z.number().min(0), unit: z.string() })).default({}),
  mix: z.record(z.string(), z.number().min(0).max(1)).nullable().default(null),
});
export type Workload = z.infer<typeof workloadSchema>;

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
    seen: z
      .array(workloadSchema)
      .describe('What it has seen, as measured (such as sustained peaks), not as declared: its envelope'),
  })
  .meta({ id: 'Trial' });
export type Trial = z.infer<typeof trialSchema>;

const coverageShape = {
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
  told: z.array(toldSchema).describe('Codes and values of the reasons'),
};
const coverageSchema = z.object(coverageShape);
export const trialCoverageSchema = z
  .object({
    ...coverageShape,
    verdict: trialAssessmentSchema.shape.verdict.nullable().describe('Only from an accepted trial may be expanded'),
    envelope: z.array(
      z.object({
        kind: z.string(),
        workloads: z.int(),
        ranges: z.array(z.object({ feature: z.string(), unit: z.string(), least: z.number(), greatest: z.number() })),
      }),
    ),
  })
  .meta({ id: 'TrialCoverage' });
export const pooledTrialsSchema = z
  .object({
    reason: z.string().nullable().describe('Why nothing is pooled'),
    trials: z.array(
      z.object({ id: idSchema, protocol: z.string(), title: z.string(), party: idSchema, verdict: z.string() }),
    ),
    endpoints: z.array(
      z.object({
        endpoint: z.string(),
        name: z.string(),
        workload: z.string().nullable(),
        better: z.enum(['lower', 'higher']),
        estimate: z.number(),
        lower: z.number(),
        upper: z.number(),
        prediction: z.object({ lower: z.number(), upper: z.number() }).nullable(),
        margin: z.number().describe('The strictest of the trials'),
        inside: z.boolean(),
        heterogeneity: z.object({ tau2: z.number(), i2: z.number(), q: z.number(), qp: z.number() }),
        method: z.string(),
        trials: z.array(
          z.object({ trial: z.string(), weight: z.number(), estimate: z.number(), lower: figure, upper: figure }),
        ),
        left: z.array(z.string()),
        sentence: z.string(),
      }),
    ),
  })
  .meta({ id: 'PooledTrials' });

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
  stateSeen: endpoint({
    method: 'PUT',
    path: '/trials/:id/seen',
    summary: 'State what the trial has seen: sizes and mixes as measured',
    tag,
    roles: runner,
    params: idParams,
    body: z.strictObject({ seen: z.array(workloadSchema).max(1000) }),
    response: trialSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  getTrialCoverage: endpoint({
    method: 'GET',
    path: '/trials/:id/coverage',
    summary: 'Which workloads of your own list lie inside what the trial has seen',
    tag,
    roles: 'signed in',
    params: idParams,
    response: trialCoverageSchema,
    status: 200,
  }),
  getTrialPool: endpoint({
    method: 'GET',
    path: '/trials/:id/pool',
    summary: 'All trials of the same candidate that you may see, pooled with their heterogeneity',
    tag,
    roles: 'signed in',
    params: idParams,
    response: pooledTrialsSchema,
    status: 200,
  }),
  citeTrial: endpoint({
    method: 'POST',
    path: '/trials/:id/evidence',
    summary: 'Bring the report of the trial into a case as evidence, so that it is in the seal of that case',
    tag,
    roles: ['analyst', 'signatory'],
    params: idParams,
    body: z.strictObject({ caseId: idSchema, marking: evidenceSchema.shape.marking.default('AMBER') }),
    response: evidenceSchema,
    status: 201,
    errors: ['conflict', 'too large'],
  }),
  getWorkloads: endpoint({
    method: 'GET',
    path: '/workloads',
    summary: 'The list of workloads of institutions that your party keeps; no other party sees it',
    tag,
    roles: 'signed in',
    response: z.object({ workloads: z.array(workloadSchema), changedAt: instantSchema.nullable() }),
    status: 200,
  }),
  putWorkloads: endpoint({
    method: 'PUT',
    path: '/workloads',
    summary: 'Keep a list of workloads of institutions, from which an expansion is planned',
    tag,
    roles: ['analyst', 'reporter', 'member'],
    body: z.strictObject({ workloads: z.array(workloadSchema).max(10_000) }),
    response: z.object({ workloads: z.array(workloadSchema), changedAt: instantSchema.nullable() }),
    status: 200,
  }),
  getTrialReport: endpoint({
    method: 'GET',
    path: '/trials/:id/report',
    summary: 'The trial with its verdict as a page, or as PDF',
    tag,
    roles: 'signed in',
    params: idParams,
    query: z.object({ format: z.enum(['html', 'pdf']).default('html') }),
    response: 'file',
    status: 200,
    errors: ['conflict'],
  }),
};

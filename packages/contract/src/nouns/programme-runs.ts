import { isoDateSchema, planStandingSchema, programmeChangeSchema, programmePlanSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';

export const slipSchema = z.object({
  replacement: z.string(),
  name: z.string(),
  before: isoDateSchema,
  after: isoDateSchema,
  days: z.int(),
  because: z.string(),
});
export const quarterReportSchema = z.object({
  from: isoDateSchema,
  to: isoDateSchema,
  planned: z.int(),
  done: z.int(),
  total: z.int(),
  ratio: z.number(),
  states: z.record(z.string(), z.int()),
  unreported: z.int(),
  incidents: z.int(),
  disposedWithEvidence: z.int(),
});
export const programmeProgressSchema = z
  .object({
    on: isoDateSchema,
    total: z.int(),
    done: z.int(),
    ratio: z.number(),
    quarters: z.array(quarterReportSchema),
    slips: z.array(slipSchema),
    strangers: z.array(z.string()),
  })
  .meta({ id: 'ProgrammeProgress' });
export const programmeRunSchema = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    step: z.string(),
    done: z.number(),
    total: z.number(),
    error: z.string().nullable(),
    standing: planStandingSchema.nullable().describe('The best plan so far'),
    plan: programmePlanSchema.nullable(),
    progress: programmeProgressSchema.nullable(),
  })
  .meta({ id: 'ProgrammeRun' });
export const programmeAskedSchema = z.strictObject({
  text: z
    .string()
    .max(5_000_000)
    .nullable()
    .default(null)
    .describe('Programme file (YAML); null for that of the example'),
  on: isoDateSchema.nullable().default(null).describe('Day of the status; null for that of the file'),
  seconds: z.number().min(0.5).max(120).default(5),
  seed: z.int().min(0).default(1),
  change: programmeChangeSchema.prefault({}),
  before: z.string().nullable().default(null).describe('Run whose plan this one moves away from as little as it can'),
});
export type ProgrammeAsked = z.infer<typeof programmeAskedSchema>;

const tag = 'Programme';
/** A plan is made of the rows of the whole sector: it is for those who may read that. */
const readers = ['analyst', 'signatory', 'member', 'auditor'] as const;
const runParams = z.object({ run: z.string().min(1).max(100) });
export const programmeFormSchema = z.enum(['csv', 'xlsx', 'ical', 'mspdi', 'jira', 'ocds']);

export const programmeRunEndpoints = {
  planProgramme: endpoint({
    method: 'POST',
    path: '/sector/programme/runs',
    summary: 'Plan a programme on this sector; answers at once, the plan follows',
    tag,
    roles: readers,
    body: programmeAskedSchema,
    response: programmeRunSchema,
    status: 202,
    errors: ['too many'],
  }),
  getProgrammeRun: endpoint({
    method: 'GET',
    path: '/sector/programme/runs/:run',
    summary: 'How far a plan is, and the plan when it is done',
    tag,
    roles: readers,
    params: runParams,
    response: programmeRunSchema,
    status: 200,
  }),
  watchProgrammeRun: endpoint({
    method: 'GET',
    path: '/sector/programme/runs/:run/events',
    summary: 'How far a plan is, with the best plan so far, its bound and gap, as server-sent events until it ends',
    tag,
    roles: readers,
    params: runParams,
    response: 'events',
    status: 200,
  }),
  cancelProgrammeRun: endpoint({
    method: 'POST',
    path: '/sector/programme/runs/:run/cancel',
    summary: 'Stop planning',
    tag,
    roles: readers,
    params: runParams,
    response: programmeRunSchema,
    status: 202,
  }),
  getProgrammeRunFile: endpoint({
    method: 'GET',
    path: '/sector/programme/runs/:run/file',
    summary: 'The programme file (YAML) that was planned, as it can be kept: with its subject, without the what-if',
    tag,
    roles: readers,
    params: runParams,
    response: 'file',
    status: 200,
  }),
  exportProgrammeRun: endpoint({
    method: 'GET',
    path: '/sector/programme/runs/:run/export',
    summary: 'A plan as CSV, workbook, calendar, Microsoft Project XML, Jira CSV or OCDS milestones',
    tag,
    roles: readers,
    params: runParams,
    query: z.object({ form: programmeFormSchema }),
    response: 'file',
    status: 200,
  }),
};

import {
  gateStandingSchema,
  isoDateSchema,
  milestoneStandingSchema,
  plannedReplacementSchema,
  programmeActualSchema,
  programmeChangeSchema,
  programmeFileSchema,
  programmePlanSchema,
  replacementStates,
} from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, instantSchema, recordShape, textSchema } from './common.ts';
import { directionTermsSchema, reportedPointSchema } from './decisions.ts';
import { programmeFormSchema, programmeProgressSchema } from './programme-runs.ts';

export const programmeApprovalRecordSchema = z.object({
  id: idSchema,
  party: idSchema.describe('Authority that approved'),
  wave: z.string(),
  named: z.string().describe('The authority as the gate names it'),
  role: z.string(),
  on: isoDateSchema,
  institutions: z.array(z.string()).nullable().describe('Partial approval: for these only; null for all'),
  conditions: z.string().nullable(),
  createdAt: instantSchema,
});
export const programmeSchema = z
  .object({
    ...recordShape,
    party: idSchema.describe('Authority that runs it'),
    title: z.string(),
    sharedWith: z.array(idSchema).describe('Authorities that see it too'),
    acceptedPlan: idSchema.nullable(),
    measures: z.array(idSchema).describe('Directions that it serves, of those that you may see'),
    file: programmeFileSchema,
    approvals: z.array(programmeApprovalRecordSchema),
  })
  .meta({ id: 'Programme' });
export type Programme = z.infer<typeof programmeSchema>;

export const keptPlanSchema = z
  .object({
    ...recordShape,
    programme: idSchema,
    state: z.enum(['proposed', 'accepted', 'superseded']),
    statusOn: isoDateSchema,
    status: programmePlanSchema.shape.status,
    beforePlan: idSchema.nullable().describe('Accepted plan that it moves away from as little as it can'),
    acceptedAt: instantSchema.nullable(),
    plan: programmePlanSchema,
    progress: programmeProgressSchema.describe(
      'Quarter by quarter, and every slip against the plan before with its reason',
    ),
  })
  .meta({ id: 'ProgrammePlanKept' });
export type KeptPlan = z.infer<typeof keptPlanSchema>;

export const partTaskSchema = plannedReplacementSchema
  .pick({
    id: true,
    institution: true,
    name: true,
    site: true,
    wave: true,
    candidate: true,
    pace: true,
    servers: true,
    start: true,
    end: true,
    deadline: true,
    criticalFunctions: true,
  })
  .extend({
    rollback: z.string().nullable().describe('What is done when its wave fails'),
    server: z
      .object({ name: z.string(), maker: z.string(), brand: z.string().nullable(), country: z.string().nullable() })
      .optional()
      .describe('What takes over; absent in parts from before it was kept'),
  });
export type PartTask = z.infer<typeof partTaskSchema>;
export const programmePartSchema = z
  .object({
    ...recordShape,
    programme: idSchema,
    party: idSchema.describe('Institution whose tasks these are'),
    issuer: idSchema.describe('Authority that runs the programme'),
    plan: idSchema,
    title: z.string(),
    notice: z.string().nullable(),
    tasks: z.array(partTaskSchema),
  })
  .meta({ id: 'ProgrammePart' });
export type ProgrammePart = z.infer<typeof programmePartSchema>;

export const progressReportSchema = z
  .object({
    id: idSchema,
    part: idSchema,
    party: idSchema,
    replacement: z.string(),
    on: isoDateSchema,
    state: z.enum(replacementStates),
    incidents: z.int(),
    spent: z.string().nullable(),
    evidence: z.array(z.string()),
    reason: z.string().nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'ProgressReport' });

export const programmeStandingSchema = z
  .object({
    plan: idSchema,
    progress: programmeProgressSchema,
    milestones: z.array(milestoneStandingSchema).describe('Milestones of the programme file, from what was reported'),
    directions: z
      .array(
        z.object({
          measure: idSchema,
          title: z.string(),
          metric: directionTermsSchema.shape.metric,
          addressees: z.array(
            z.object({
              party: idSchema,
              lei: z.string().nullable(),
              exceptionUntil: isoDateSchema.nullable(),
              points: z.array(reportedPointSchema),
            }),
          ),
        }),
      )
      .describe(
        'Directions that it serves and that you may see: each addressee against each milestone, by its reports',
      ),
    gates: z.array(gateStandingSchema),
    institutions: z.array(
      z.object({
        institution: z.string(),
        total: z.int(),
        done: z.int(),
        ratio: z.number(),
        overdue: z.int().describe('Planned to be done by the day, and not reported as done'),
        disposedWithEvidence: z.int(),
        lastReport: isoDateSchema.nullable(),
        milestones: z.array(milestoneStandingSchema),
      }),
    ),
  })
  .meta({ id: 'ProgrammeStanding' });
export type ProgrammeStanding = z.infer<typeof programmeStandingSchema>;

const tag = 'Programmes';
const analyst = ['analyst'] as const;
const signatory = ['signatory'] as const;
const programmeText = z.strictObject({ text: z.string().min(1).max(5_000_000).describe('Programme file (YAML)') });
const onQuery = z.object({ on: isoDateSchema.optional().describe('Day of the status; today when absent') });

export const programmeEndpoints = {
  listProgrammes: endpoint({
    method: 'GET',
    path: '/programmes',
    summary: 'Programmes that your authority runs or was shown',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt', 'title'], {}),
    response: pageOf(programmeSchema.omit({ file: true, approvals: true, measures: true })),
    status: 200,
  }),
  createProgramme: endpoint({
    method: 'POST',
    path: '/programmes',
    summary: 'Keep a programme; its file can be changed',
    tag,
    roles: analyst,
    body: programmeText,
    response: programmeSchema,
    status: 201,
  }),
  getProgramme: endpoint({
    method: 'GET',
    path: '/programmes/:id',
    summary: 'A programme with its file and the approvals of its gates',
    tag,
    roles: 'signed in',
    params: idParams,
    response: programmeSchema,
    status: 200,
  }),
  changeProgramme: endpoint({
    method: 'PUT',
    path: '/programmes/:id/file',
    summary: 'Change the file of a programme; plans that stand stay as they were planned',
    tag,
    roles: analyst,
    params: idParams,
    body: programmeText,
    response: programmeSchema,
    status: 200,
    ifMatch: true,
  }),
  shareProgramme: endpoint({
    method: 'PUT',
    path: '/programmes/:id/shared-with',
    summary: 'Say which other authorities see the programme, such as those that approve its gates',
    tag,
    roles: analyst,
    params: idParams,
    body: z.strictObject({ parties: z.array(idSchema).max(200) }),
    response: programmeSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  serveMeasures: endpoint({
    method: 'PUT',
    path: '/programmes/:id/measures',
    summary: 'Say which directions the programme serves, so that its reports are held against their milestones',
    tag,
    roles: analyst,
    params: idParams,
    body: z.strictObject({ measures: z.array(idSchema).max(50) }),
    response: programmeSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  planKeptProgramme: endpoint({
    method: 'POST',
    path: '/programmes/:id/plans',
    summary:
      'Plan it, or what is left of it with least change against the accepted plan; a job, whose progress tells the best plan so far',
    tag,
    roles: analyst,
    params: idParams,
    body: z.strictObject({
      on: isoDateSchema.optional().describe('Day of the status; today when absent'),
      seconds: z.number().min(0.5).max(120).default(10),
      seed: z.int().min(0).default(1),
      change: programmeChangeSchema.prefault({}).describe('A what-if'),
    }),
    response: z.object({ job: idSchema }),
    status: 202,
  }),
  listProgrammePlans: endpoint({
    method: 'GET',
    path: '/programmes/:id/plans',
    summary: 'Plans of a programme',
    tag,
    roles: 'signed in',
    params: idParams,
    query: listQuery(['createdAt'], { state: keptPlanSchema.shape.state.optional() }),
    response: pageOf(keptPlanSchema.omit({ plan: true, progress: true })),
    status: 200,
  }),
  getProgrammePlan: endpoint({
    method: 'GET',
    path: '/programme-plans/:id',
    summary: 'A plan with what slipped against the plan before',
    tag,
    roles: 'signed in',
    params: idParams,
    response: keptPlanSchema,
    status: 200,
  }),
  acceptProgrammePlan: endpoint({
    method: 'POST',
    path: '/programme-plans/:id/accept',
    summary: 'Accept a plan that the checker passed: the ledger holds it, and each institution gets its part',
    tag,
    roles: signatory,
    params: idParams,
    response: keptPlanSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  exportProgrammePlan: endpoint({
    method: 'GET',
    path: '/programme-plans/:id/export',
    summary: 'A plan as CSV, workbook, calendar, Microsoft Project XML, Jira CSV or OCDS milestones',
    tag,
    roles: 'signed in',
    params: idParams,
    query: z.object({ form: programmeFormSchema.default('csv') }),
    response: 'file',
    status: 200,
    errors: ['conflict'],
  }),
  approveGate: endpoint({
    method: 'POST',
    path: '/programmes/:id/approvals',
    summary: 'Approve the gate of a wave, for all or for some institutions; the ledger holds it',
    tag,
    roles: signatory,
    params: idParams,
    body: z.strictObject({
      wave: z.string().min(1),
      role: z.string().min(1).describe('Office that approves, as the gate names it'),
      institutions: z.array(z.string().min(1)).min(1).max(5000).nullable().default(null),
      conditions: textSchema.nullable().default(null),
    }),
    response: programmeSchema,
    status: 201,
    errors: ['conflict'],
  }),
  getProgrammeStanding: endpoint({
    method: 'GET',
    path: '/programmes/:id/standing',
    summary: 'Progress against the accepted plan, compliance with the milestones of directions, gates, by institution',
    tag,
    roles: 'signed in',
    params: idParams,
    query: onQuery,
    response: programmeStandingSchema,
    status: 200,
    errors: ['conflict'],
  }),
  getQuarterlyReport: endpoint({
    method: 'GET',
    path: '/programmes/:id/quarterly-report',
    summary: 'Progress quarter by quarter with milestones, gates and institutions, as CSV',
    tag,
    roles: 'signed in',
    params: idParams,
    query: onQuery,
    response: 'file',
    status: 200,
    errors: ['conflict'],
  }),
  listProgrammeParts: endpoint({
    method: 'GET',
    path: '/programme-parts',
    summary: 'Tasks of institutions in accepted plans: your own, or all of the programmes that your authority sees',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt', 'party'], { programme: idSchema.optional() }),
    response: pageOf(programmePartSchema.omit({ tasks: true })),
    status: 200,
  }),
  getProgrammePart: endpoint({
    method: 'GET',
    path: '/programme-parts/:id',
    summary: 'The tasks of one institution',
    tag,
    roles: 'signed in',
    params: idParams,
    response: programmePartSchema,
    status: 200,
  }),
  reportProgress: endpoint({
    method: 'POST',
    path: '/programme-parts/:id/reports',
    summary: 'Report on your own tasks: in use, installing, replaced, removed, disposed with evidence, failed',
    tag,
    roles: ['reporter'],
    params: idParams,
    body: z.strictObject({ reports: z.array(programmeActualSchema).min(1).max(2000) }),
    response: z.object({ kept: z.int() }),
    status: 201,
    errors: ['conflict'],
  }),
  listProgressReports: endpoint({
    method: 'GET',
    path: '/programme-parts/:id/reports',
    summary: 'What was reported on the tasks of one institution',
    tag,
    roles: 'signed in',
    params: idParams,
    query: listQuery(['createdAt'], {}),
    response: pageOf(progressReportSchema),
    status: 200,
  }),
};

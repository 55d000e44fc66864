import { basisRowSchema, boundsSchema, isoDateSchema, publicKeyRecordSchema, subjectSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, instantSchema, recordShape, sha256Schema, textSchema, titleSchema } from './common.ts';

export const reportSchema = z
  .object({
    id: idSchema,
    caseId: idSchema,
    workingGroup: idSchema,
    party: idSchema.describe('Authority that submitted it'),
    submittedAt: instantSchema,
    sha256: sha256Schema.describe('Of the canonical JSON (RFC 8785) of the content; the ledger holds it'),
    content: z.record(z.string(), z.unknown()),
    bundleSha256: sha256Schema.nullable().describe('Of the sealed bundle, which "underpin verify" checks offline'),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof reportSchema>;

export const reportTemplateSchema = z
  .object({
    id: idSchema,
    party: idSchema,
    caseId: idSchema.nullable().describe('The one case that it is for; null: all of the authority'),
    name: z.string(),
    bytes: z.int(),
    sha256: sha256Schema,
    createdAt: instantSchema,
  })
  .meta({ id: 'ReportTemplate' });
export type ReportTemplate = z.infer<typeof reportTemplateSchema>;

const milestoneSchema = z.strictObject({
  on: isoDateSchema,
  atMost: z.number().min(0).describe('The metric must be at most this on that date'),
});
const exceptionSchema = z.strictObject({ party: idSchema, reason: textSchema, until: isoDateSchema });
export const directionTermsSchema = z.strictObject({
  kind: z.literal('direction'),
  metric: z.enum(['direct share', 'critical functions lost']).describe('Computed for each addressee on the subject'),
  weight: z.enum(['count', 'cost', 'capacity']).default('count'),
  target: z.enum(['cap', 'removal']),
  milestones: z.array(milestoneSchema).min(1).max(50),
  reportEveryDays: z.int().min(1).max(3660).nullable().default(null).describe('Reporting duty'),
});
const exclusionTermsSchema = z.strictObject({
  kind: z.literal('exclusion rule'),
  from: isoDateSchema,
  until: isoDateSchema.nullable().default(null),
  exemptions: z.array(textSchema).default([]),
  legalBasis: textSchema,
});
const trialTermsSchema = z.strictObject({
  kind: z.literal('trial request'),
  candidate: textSchema,
  incumbent: textSchema,
  workloads: textSchema,
});
export const termsSchema = z.discriminatedUnion('kind', [directionTermsSchema, exclusionTermsSchema, trialTermsSchema]);
export type DirectionTerms = z.infer<typeof directionTermsSchema>;
export const variationSchema = z.strictObject({
  from: isoDateSchema,
  reason: textSchema,
  milestones: z.array(milestoneSchema).min(1).max(50),
});

export const newMeasureSchema = z.strictObject({
  title: titleSchema,
  subject: subjectSchema,
  terms: termsSchema,
  addressees: z.array(idSchema).min(1).max(2000),
  exceptions: z.array(exceptionSchema).default([]),
});
export const measureSchema = z
  .object({
    ...recordShape,
    title: titleSchema,
    subject: subjectSchema,
    terms: termsSchema,
    kind: z.enum(['direction', 'exclusion rule', 'trial request']),
    decision: idSchema.describe('The decision that it rests on'),
    caseId: idSchema.nullable().describe('Null for addressees'),
    variations: z.array(variationSchema),
    addressees: z
      .array(z.object({ party: idSchema, exception: exceptionSchema.omit({ party: true }).nullable() }))
      .describe('An addressee sees itself only'),
  })
  .meta({ id: 'Measure' });
export type Measure = z.infer<typeof measureSchema>;

/** Directions in a file, for a what-if on the command line: as they are created over the API, with addressees named by LEI. */
export const directionsFileSchema = z
  .strictObject({
    directions: z
      .array(
        newMeasureSchema.extend({
          terms: directionTermsSchema,
          addressees: z.array(idSchema).min(1).max(2000).describe('LEI of each addressee'),
          exceptions: z.array(exceptionSchema).default([]).describe('"party" is the LEI of the addressee'),
          variations: z.array(variationSchema).default([]),
        }),
      )
      .min(1),
  })
  .meta({ id: 'DirectionsFile' });

const directionStandingSchema = z.object({
  value: boundsSchema.nullable().describe('Null when nothing was observed: that is not zero'),
  verdict: z.enum(['kept', 'breached', 'cannot be told', 'excepted', 'not yet due']),
});
/** How a direction stands before and after a change that has not happened yet. */
export const directionComparedSchema = z
  .object({
    id: idSchema.nullable().describe('Null when it comes from a file'),
    title: titleSchema,
    subject: subjectSchema,
    metric: directionTermsSchema.shape.metric,
    weight: z.enum(['count', 'cost', 'capacity']),
    target: directionTermsSchema.shape.target,
    milestone: milestoneSchema.describe('The last that is due on the date of the change, else the first to come'),
    reason: z.string().nullable().describe('Why it could not be computed'),
    addressees: z.array(
      z.object({
        party: z.string().describe('LEI, or the id of a party without one'),
        name: z.string(),
        exceptionUntil: isoDateSchema.nullable(),
        before: directionStandingSchema,
        after: directionStandingSchema,
        change: z.enum(['newly breached', 'newly excepted', 'no longer breached', 'newly uncertain', 'same']),
        rows: z
          .array(basisRowSchema)
          .describe('Rows behind the figure after the change, at most 50; given where it is breached or changes'),
        rowCount: z.int(),
      }),
    ),
  })
  .meta({ id: 'DirectionCompared' });
export type DirectionCompared = z.infer<typeof directionComparedSchema>;

export const newDecisionSchema = z.strictObject({
  statement: textSchema,
  findings: z.array(idSchema).min(1).describe('Findings of the report that it cites'),
  measures: z.array(newMeasureSchema).max(50).default([]),
});
export const decisionSchema = z
  .object({
    id: idSchema,
    caseId: idSchema,
    report: idSchema,
    reportSha256: sha256Schema,
    party: idSchema,
    person: idSchema,
    statement: textSchema,
    findings: z.array(idSchema),
    decidedAt: instantSchema,
    publicKey: z.string(),
    signature: z.string(),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof decisionSchema>;

const complianceVerdictSchema = z.enum(['kept', 'missed', 'cannot be told', 'excepted', 'not yet due']);
/** How far an addressee is by its own reports to a programme; beside what its registers say, never instead. */
export const reportedPointSchema = z.object({
  on: isoDateSchema.describe('Date of the milestone'),
  atMost: z.number(),
  total: z.int().describe('Replacements of the addressee in the accepted plan'),
  done: z
    .int()
    .describe('Reported as replaced, removed or disposed by that date, or by the date asked for if that is earlier'),
  unreported: z.int().describe('Of which nothing was reported by then: neither done nor still in use'),
  value: boundsSchema
    .nullable()
    .describe(
      'The metric, computed again on the register that the plan was made on, with what is reported as done replaced; null without a register',
    ),
  verdict: complianceVerdictSchema,
});
export type ReportedPoint = z.infer<typeof reportedPointSchema>;

export const complianceSchema = z
  .object({
    party: idSchema,
    lei: z.string().nullable(),
    exceptionUntil: isoDateSchema.nullable(),
    reported: z
      .array(
        z.object({
          programme: idSchema,
          title: z.string(),
          points: z.array(
            reportedPointSchema.extend({
              against: z
                .enum(['agrees', 'disagrees', 'cannot be told'])
                .describe(
                  'Whether the registers of that date can hold with the reports: disagrees when the bounds do not meet',
                ),
            }),
          ),
        }),
      )
      .describe('Programmes that you see and that serve the direction, by the reports of the addressee'),
    points: z.array(
      z.object({
        on: isoDateSchema.describe('Date of the milestone, or the date asked for'),
        atMost: z.number(),
        value: boundsSchema.nullable().describe('Null when nothing was observed: that is not zero'),
        submission: z.string().nullable().describe('Last submission on or before that date'),
        verdict: complianceVerdictSchema,
      }),
    ),
  })
  .meta({ id: 'Compliance' });
export type Compliance = z.infer<typeof complianceSchema>;

const tag = 'Report, decision, measures';
export const decisionEndpoints = {
  submitReport: endpoint({
    method: 'POST',
    path: '/cases/:id/report',
    summary: 'Seal the report and submit it to the working group',
    tag,
    roles: ['signatory'],
    params: idParams,
    response: reportSchema,
    status: 201,
    ifMatch: true,
    errors: ['conflict'],
  }),
  getReport: endpoint({
    method: 'GET',
    path: '/cases/:id/report',
    summary: 'The report as it was submitted last',
    tag,
    roles: 'signed in',
    params: idParams,
    response: reportSchema,
    status: 200,
  }),
  getBundle: endpoint({
    method: 'GET',
    path: '/cases/:id/bundle',
    summary: 'The sealed bundle of the report, for "underpin verify"',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'file',
    status: 200,
  }),
  previewReport: endpoint({
    method: 'GET',
    path: '/cases/:id/report/preview',
    summary: 'The report as it would be now, with what your authority sees, marked as a draft on every page',
    tag,
    roles: ['analyst', 'signatory'],
    params: idParams,
    query: z.object({ format: z.enum(['html', 'pdf', 'docx']).default('html') }),
    response: 'file',
    status: 200,
    errors: ['conflict'],
  }),
  listReportTemplates: endpoint({
    method: 'GET',
    path: '/report-templates',
    summary: 'Word templates of your authority for reports',
    tag,
    roles: ['analyst', 'signatory'],
    query: listQuery(['createdAt'], {}),
    response: pageOf(reportTemplateSchema),
    status: 200,
  }),
  putReportTemplate: endpoint({
    method: 'POST',
    path: '/report-templates',
    summary:
      'Upload a Word template with placeholders, for all cases of your authority or for one; it replaces the one before',
    tag,
    roles: ['analyst', 'signatory'],
    query: z.object({ name: z.string().trim().min(1).max(200), caseId: idSchema.optional() }),
    bodyFile: true,
    response: reportTemplateSchema,
    status: 201,
    errors: ['not found', 'too large', 'media type'],
  }),
  removeReportTemplate: endpoint({
    method: 'DELETE',
    path: '/report-templates/:id',
    summary: 'End a template',
    tag,
    roles: ['analyst', 'signatory'],
    params: idParams,
    response: 'nothing',
    status: 204,
  }),
  getKeeper: endpoint({
    method: 'GET',
    path: '/keeper',
    summary: 'The public key that seals bundles here; get it apart from the bundles',
    tag,
    roles: 'anyone',
    response: publicKeyRecordSchema,
    status: 200,
  }),
  decideCase: endpoint({
    method: 'POST',
    path: '/cases/:id/decision',
    summary: 'The decision of the working group, with the measures that it creates',
    tag,
    roles: ['member'],
    params: idParams,
    body: newDecisionSchema,
    response: decisionSchema,
    status: 201,
    ifMatch: true,
    errors: ['conflict'],
  }),
  getDecision: endpoint({
    method: 'GET',
    path: '/cases/:id/decision',
    summary: 'The decision of a case',
    tag,
    roles: 'signed in',
    params: idParams,
    response: decisionSchema,
    status: 200,
  }),
  listMeasures: endpoint({
    method: 'GET',
    path: '/measures',
    summary: 'Directions, exclusion rules and requests for trial that you may see',
    tag,
    roles: 'signed in',
    query: listQuery(['createdAt', 'title'], { kind: measureSchema.shape.kind.optional() }),
    response: pageOf(measureSchema),
    status: 200,
  }),
  getMeasure: endpoint({
    method: 'GET',
    path: '/measures/:id',
    summary: 'One measure',
    tag,
    roles: 'signed in',
    params: idParams,
    response: measureSchema,
    status: 200,
  }),
  varyMeasure: endpoint({
    method: 'POST',
    path: '/measures/:id/variations',
    summary: 'Vary the milestones of a direction from a date on',
    tag,
    roles: ['member'],
    params: idParams,
    body: variationSchema,
    response: measureSchema,
    status: 201,
    ifMatch: true,
    errors: ['conflict'],
  }),
  getCompliance: endpoint({
    method: 'GET',
    path: '/measures/:id/compliance',
    summary:
      'How the addressees that you may see stand against the milestones of a direction, by their registers and by what they report to programmes',
    tag,
    roles: 'signed in',
    params: idParams,
    query: z.object({ asOf: isoDateSchema.optional() }),
    response: z.object({ items: z.array(complianceSchema) }),
    status: 200,
    errors: ['conflict'],
  }),
};

import { findingSchema, isoDateSchema, ledgerEntrySchema, submissionSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, sha256Schema, titleSchema } from './common.ts';

export const chainedEntrySchema = z
  .object({
    ...ledgerEntrySchema.shape,
    actor: z.string().describe('Party and person, with a slash between'),
    hash: sha256Schema.describe('Of the canonical JSON (RFC 8785) of all other fields'),
  })
  .meta({ id: 'LedgerEntry' });
export type ChainedEntry = z.infer<typeof chainedEntrySchema>;

export const timelineEntrySchema = z
  .object({
    on: z.string(),
    kind: z
      .enum(['event', 'case', 'submission', 'reply', 'opinion', 'report', 'decision', 'measure', 'control'])
      .describe('"control": a dated change in the ownership data of what the case is about'),
    says: z.string(),
    object: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const newEventSchema = z.strictObject({ on: isoDateSchema, event: titleSchema, caseId: idSchema });

export const searchHitSchema = z
  .object({
    kind: z.enum(['case', 'evidence', 'finding', 'extract', 'measure']),
    id: idSchema,
    text: z.string(),
  })
  .meta({ id: 'SearchHit' });

const tag = 'Records';
const submissionParams = z.object({ id: sha256Schema });
export const recordEndpoints = {
  listLedger: endpoint({
    method: 'GET',
    path: '/ledger',
    summary: 'Entries of the ledger: all for auditors, those of your own party otherwise',
    tag,
    roles: 'signed in',
    query: z.object({
      limit: z.coerce.number().int().min(1).max(1000).default(200),
      from: z.coerce.number().int().min(0).default(0).describe('Sequence of the first entry that you want'),
    }),
    response: z.object({ items: z.array(chainedEntrySchema) }),
    status: 200,
  }),
  getTimeline: endpoint({
    method: 'GET',
    path: '/cases/:id/timeline',
    summary: 'Events, submissions, opinions, decisions, measures and changes of control, as of a date',
    tag,
    roles: 'signed in',
    params: idParams,
    query: z.object({ asOf: isoDateSchema.optional() }),
    response: z.object({ items: z.array(timelineEntrySchema) }),
    status: 200,
  }),
  addEvent: endpoint({
    method: 'POST',
    path: '/cases/:id/events',
    summary: 'Add an event to the timeline of a case',
    tag,
    roles: ['analyst', 'signatory'],
    params: idParams,
    body: newEventSchema.omit({ caseId: true }),
    response: timelineEntrySchema,
    status: 201,
    errors: ['conflict'],
  }),
  search: endpoint({
    method: 'GET',
    path: '/search',
    summary: 'Search in all that you may see',
    tag,
    roles: 'signed in',
    query: z.object({
      q: z.string().trim().min(2).max(200),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(searchHitSchema), total: z.int() }),
    status: 200,
  }),
  exportCase: endpoint({
    method: 'GET',
    path: '/cases/:id/export',
    summary: 'All of a case that you may see, as one document',
    tag,
    roles: 'signed in',
    params: idParams,
    response: z.record(z.string(), z.unknown()),
    status: 200,
  }),
  listSubmissions: endpoint({
    method: 'GET',
    path: '/submissions',
    summary: 'Registers and inventories that you may see',
    tag,
    roles: 'signed in',
    query: listQuery(['receivedAt', 'referenceDate', 'name'], {
      entity: z.string().max(100).optional(),
      format: submissionSchema.shape.format.optional(),
      referenceDate: isoDateSchema.optional(),
      rejected: z.enum(['true', 'false']).optional(),
      current: z.literal('true').optional().describe('Only those that no later submission has superseded'),
    }),
    response: pageOf(submissionSchema),
    status: 200,
  }),
  getSubmission: endpoint({
    method: 'GET',
    path: '/submissions/:id',
    summary: 'One submission',
    tag,
    roles: 'signed in',
    params: submissionParams,
    response: submissionSchema,
    status: 200,
  }),
  getSubmissionFile: endpoint({
    method: 'GET',
    path: '/submissions/:id/file',
    summary: 'The bytes of a submission as received, as a download',
    tag,
    roles: 'signed in',
    params: submissionParams,
    response: 'file',
    status: 200,
  }),
  getSubmissionFindings: endpoint({
    method: 'GET',
    path: '/submissions/:id/findings',
    summary: 'What the checks found in a submission',
    tag,
    roles: 'signed in',
    params: submissionParams,
    response: z.object({ items: z.array(findingSchema) }),
    status: 200,
  }),
};

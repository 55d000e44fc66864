import { markingSchema } from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { idParams, idSchema, instantSchema, recordShape, textSchema, titleSchema } from './common.ts';

export const redactionSchema = z.strictObject({
  from: z
    .int()
    .min(0)
    .describe('First character of the statement that is hidden, counted from 0 in Unicode code points'),
  to: z.int().min(1).describe('First character that is shown again'),
  reason: titleSchema.describe('Told to the recipient'),
});
export const newExtractSchema = z.strictObject({
  finding: idSchema,
  recipient: idSchema.describe('Institution or provider that is to reply'),
  introduction: textSchema.describe('What the recipient is asked'),
  redactions: z.array(redactionSchema).max(500).default([]),
  marking: markingSchema,
});
const shown = {
  recipient: idSchema,
  introduction: textSchema,
  text: z.string().describe('Statement of the finding; what is hidden shows as one block of █'),
  hidden: z.array(z.string()).describe('Reason of each redaction, in order'),
  marking: markingSchema,
  releasedAt: instantSchema.nullable(),
  replyBy: instantSchema.nullable(),
};
export const extractSchema = z
  .object({ ...recordShape, caseId: idSchema, finding: idSchema, party: idSchema, ...shown })
  .meta({ id: 'Extract' });
export type Extract = z.infer<typeof extractSchema>;

/** What the recipient sees: nothing of the case but the extract. */
export const receivedExtractSchema = z.object({ id: idSchema, ...shown }).meta({ id: 'ReceivedExtract' });

export const replySchema = z
  .object({ id: idSchema, extract: idSchema, party: idSchema, text: textSchema, receivedAt: instantSchema })
  .meta({ id: 'Reply' });
export type Reply = z.infer<typeof replySchema> & { readonly caseId: string; readonly person: string };

const analyst = ['analyst', 'signatory'] as const;
const recipients = ['reporter', 'respondent'] as const;
const tag = 'Extracts and replies';
export const extractEndpoints = {
  listExtracts: endpoint({
    method: 'GET',
    path: '/cases/:id/extracts',
    summary: 'Extracts of a case',
    tag,
    roles: analyst,
    params: idParams,
    query: listQuery(['createdAt'], { recipient: idSchema.optional() }),
    response: pageOf(extractSchema),
    status: 200,
  }),
  addExtract: endpoint({
    method: 'POST',
    path: '/cases/:id/extracts',
    summary: 'Make an extract of a finding for a recipient; nobody outside the case sees it until it is released',
    tag,
    roles: analyst,
    params: idParams,
    body: newExtractSchema,
    response: extractSchema,
    status: 201,
    errors: ['conflict'],
  }),
  releaseExtract: endpoint({
    method: 'POST',
    path: '/extracts/:id/release',
    summary: 'Release an extract to its recipient',
    tag,
    roles: analyst,
    params: idParams,
    response: extractSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  listReceivedExtracts: endpoint({
    method: 'GET',
    path: '/received-extracts',
    summary: 'Extracts that were released to your party',
    tag,
    roles: recipients,
    query: listQuery(['releasedAt'], {}),
    response: pageOf(receivedExtractSchema),
    status: 200,
  }),
  getReceivedExtract: endpoint({
    method: 'GET',
    path: '/received-extracts/:id',
    summary: 'One extract that was released to your party',
    tag,
    roles: recipients,
    params: idParams,
    response: receivedExtractSchema,
    status: 200,
  }),
  listReplies: endpoint({
    method: 'GET',
    path: '/replies',
    summary: 'Replies: those of your party, or those to the cases of your authority',
    tag,
    roles: 'signed in',
    query: listQuery(['receivedAt'], { extract: idSchema.optional() }),
    response: pageOf(replySchema),
    status: 200,
  }),
  addReply: endpoint({
    method: 'POST',
    path: '/received-extracts/:id/replies',
    summary: 'Reply to an extract',
    tag,
    roles: recipients,
    params: idParams,
    body: z.strictObject({ text: textSchema }),
    response: replySchema,
    status: 201,
    errors: ['conflict'],
  }),
};

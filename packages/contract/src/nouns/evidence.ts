import {
  evidenceSchema as fileEvidenceSchema,
  evidenceSourceSchema,
  figureRequestSchema,
  figureValueSchema,
  markingSchema,
  subjectSchema,
} from '@underpin/model';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { listQuery, pageOf } from '../page.ts';
import { changeOf, idParams, idSchema, instantSchema, recordShape, sha256Schema, textSchema } from './common.ts';

const graded = fileEvidenceSchema.shape;
export const newEvidenceSchema = z.strictObject({
  statement: textSchema.describe('What the source states, in neutral words'),
  source: evidenceSourceSchema,
  attributedTo: z.string().max(500).nullable().default(null),
  reliability: graded.reliability,
  credibility: graded.credibility,
  independentSources: graded.independentSources,
  marking: markingSchema,
  releasableTo: z
    .array(idSchema)
    .max(100)
    .default([])
    .describe('Parties that may see it; empty: the marking alone counts. RED evidence goes only to parties named here'),
});

/** A figure as it was when it was frozen, with what it was computed from. */
export const frozenFigureSchema = z.object({
  value: figureValueSchema,
  subject: subjectSchema,
  asOf: z.string(),
  submissions: z.array(z.string()).describe('SHA-256 of every submission that it was computed on'),
  analysis: sha256Schema
    .optional()
    .describe(
      'Of all that was computed with it: coverage, institutions, what falls, ranking; in the bundle as report/analysis.json',
    ),
});
export type FrozenFigure = z.infer<typeof frozenFigureSchema>;

export const evidenceSchema = z
  .object({
    ...recordShape,
    ...newEvidenceSchema.shape,
    caseId: idSchema,
    party: idSchema.describe('Authority that brought it'),
    kind: z.enum(['statement', 'file', 'figure']),
    sharedAt: instantSchema.nullable().describe('Since when the other authorities may see it; null: not shared'),
    fileName: z.string().nullable(),
    mediaType: z.string().nullable().describe('As told by the bytes themselves'),
    bytes: z.int().nullable(),
    sha256: sha256Schema.nullable(),
    figure: frozenFigureSchema.nullable(),
  })
  .meta({ id: 'Evidence' });
export type CaseEvidence = z.infer<typeof evidenceSchema>;

const analyst = ['analyst', 'signatory'] as const;
const tag = 'Evidence';
export const evidenceEndpoints = {
  listEvidence: endpoint({
    method: 'GET',
    path: '/cases/:id/evidence',
    summary: 'Evidence of a case that you may see',
    tag,
    roles: 'signed in',
    params: idParams,
    query: listQuery(['createdAt', 'reliability', 'marking'], {
      party: idSchema.optional(),
      marking: markingSchema.optional(),
      kind: evidenceSchema.shape.kind.optional(),
    }),
    response: pageOf(evidenceSchema),
    status: 200,
  }),
  getEvidence: endpoint({
    method: 'GET',
    path: '/evidence/:id',
    summary: 'One piece of evidence',
    tag,
    roles: 'signed in',
    params: idParams,
    response: evidenceSchema,
    status: 200,
  }),
  addEvidence: endpoint({
    method: 'POST',
    path: '/cases/:id/evidence',
    summary: 'Add evidence; only your authority sees it until it is shared',
    tag,
    roles: analyst,
    params: idParams,
    body: newEvidenceSchema,
    response: evidenceSchema,
    status: 201,
    errors: ['conflict'],
  }),
  changeEvidence: endpoint({
    method: 'PATCH',
    path: '/evidence/:id',
    summary: 'Change evidence that your authority brought; signatures on findings that rest on it break',
    tag,
    roles: analyst,
    params: idParams,
    body: changeOf(newEvidenceSchema),
    response: evidenceSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  shareEvidence: endpoint({
    method: 'POST',
    path: '/evidence/:id/share',
    summary: 'Let the other authorities of the case see it; this cannot be undone',
    tag,
    roles: analyst,
    params: idParams,
    response: evidenceSchema,
    status: 200,
    ifMatch: true,
    errors: ['conflict'],
  }),
  putEvidenceFile: endpoint({
    method: 'PUT',
    path: '/evidence/:id/file',
    summary: 'Upload the file of a piece of evidence, once',
    tag,
    roles: analyst,
    params: idParams,
    query: z.object({ name: z.string().trim().min(1).max(200) }),
    bodyFile: true,
    response: evidenceSchema,
    status: 200,
    errors: ['conflict', 'too large', 'media type'],
  }),
  getEvidenceFile: endpoint({
    method: 'GET',
    path: '/evidence/:id/file',
    summary: 'The file of a piece of evidence, as a download',
    tag,
    roles: 'signed in',
    params: idParams,
    response: 'file',
    status: 200,
  }),
  freezeFigures: endpoint({
    method: 'POST',
    path: '/cases/:id/figures',
    summary: 'Compute figures on the subject of the case and keep them as evidence: a job',
    tag,
    roles: analyst,
    params: idParams,
    body: z.strictObject({
      figures: z
        .array(figureRequestSchema.omit({ id: true }))
        .min(1)
        .max(50),
      marking: markingSchema,
    }),
    response: z.object({ job: idSchema }),
    status: 202,
    errors: ['conflict'],
  }),
};

import { z } from 'zod';
import { evidenceSchema } from './evidence.ts';
import { scopeSchema, weightSchema } from './figure.ts';
import { isoDateSchema } from './iso-date.ts';
import { markingSchema } from './marking.ts';
import { opinionSchema } from './opinion.ts';
import { partialDateSchema } from './partial-date.ts';
import { subjectSchema } from './subject.ts';

const id = z.string().min(1);

/** An authority that takes part in a review. */
export const authoritySchema = z.strictObject({
  id: id.describe('Short id, used by opinions'),
  name: z.string().min(1),
  country: z.string().length(2).optional().describe('ISO 3166-1 alpha-2'),
  kind: z.enum([
    'central bank',
    'finance ministry',
    'planning body',
    'banking regulator',
    'industry ministry',
    'security authority',
    'other',
  ]),
});
export type Authority = z.infer<typeof authoritySchema>;

/** A figure that the review asks for; it is computed from the sector when the report is made. */
export const figureRequestSchema = z.strictObject({
  id: id.describe('Id within the review, such as "F1"; findings cite it'),
  measure: z.string().min(1).describe('Name of the measure, such as "critical functions lost"'),
  scope: scopeSchema.shape.kind.default('sector').describe('What the figure is about'),
  of: z.string().optional().describe('Id of the institution, group, ... when the scope is not the whole sector'),
  weight: weightSchema.optional().describe('What it is weighed by, where a measure has several weights'),
});
export type FigureRequest = z.infer<typeof figureRequestSchema>;

/** What a statement rests on. */
export const basisSchema = z.strictObject({
  evidence: z.array(z.string()).default([]).describe('Ids of evidence'),
  figures: z.array(z.string()).default([]).describe('Ids of figures that the review asks for'),
});
export type Basis = z.infer<typeof basisSchema>;

/** What the review finds (not to be confused with a finding of a check). */
export const reviewFindingSchema = z.strictObject({
  id: id.describe('Id within the review, such as "R1"'),
  statement: z.string().min(1),
  severity: z.enum(['high', 'medium', 'low', 'information']),
  basis: basisSchema,
  owner: z.string().describe('Id of the authority that drafted it'),
});
export type ReviewFinding = z.infer<typeof reviewFindingSchema>;

export const timelineEventSchema = z.strictObject({
  date: partialDateSchema,
  dated: z
    .enum(['event', 'report'])
    .default('event')
    .describe('Whether the date is that of the event, or of the report that first tells of it'),
  event: z.string().min(1),
  basis: basisSchema.prefault({}),
});
export type TimelineEvent = z.infer<typeof timelineEventSchema>;

export const reviewDecisionSchema = z.strictObject({
  id: id.describe('Id within the review, such as "D1"'),
  statement: z.string().min(1),
  decidedOn: isoDateSchema,
  findings: z.array(z.string()).describe('Ids of the findings that it cites'),
});

/** A review as its file states it: question, parties, subject, evidence, findings, opinions, timeline, decisions. */
export const reviewSchema = z.strictObject({
  id: id.describe('Id of the review, such as "review-2014"'),
  title: z.string().min(1),
  question: z.string().min(1).describe('What the review is to answer'),
  notice: z
    .string()
    .optional()
    .describe('What a reader must know before anything else, such as that the sector is fictional'),
  openedOn: isoDateSchema,
  marking: markingSchema.describe('Traffic Light Protocol 2.0 marking of the report as a whole'),
  authorities: z.array(authoritySchema).min(1),
  workingGroup: z.strictObject({ id, name: z.string().min(1) }).describe('To whom the report goes, and who decides'),
  parties: z
    .array(z.strictObject({ id, name: z.string().min(1), kind: z.string() }))
    .default([])
    .describe('Other parties that evidence can be released to'),
  quorum: z.int().min(1).describe('Number of authorities that must concur for a finding to be joint'),
  subject: subjectSchema.required({ label: true, asOf: true }),
  sector: z.strictObject({
    path: z.string().min(1).describe('Folder with the registers and inventories, relative to the review file'),
    note: z.string().optional(),
  }),
  figures: z.array(figureRequestSchema).default([]),
  evidence: z.array(evidenceSchema),
  findings: z.array(reviewFindingSchema),
  opinions: z.array(opinionSchema).default([]),
  timeline: z.array(timelineEventSchema).default([]).describe('In order of date'),
  decisions: z.array(reviewDecisionSchema).optional(),
});
export type Review = z.infer<typeof reviewSchema>;

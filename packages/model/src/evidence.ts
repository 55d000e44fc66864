import { z } from 'zod';
import { markingSchema } from './marking.ts';
import { partialDateSchema } from './partial-date.ts';

/** Admiralty grading of a source: how reliable it has been. */
export const reliabilityMeaning = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
} as const;

/** Admiralty grading of a piece of information: how far other sources bear it out. */
export const credibilityMeaning = {
  1: 'confirmed by other sources',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
} as const;

export const evidenceSourceSchema = z.strictObject({
  name: z.string().min(1).describe('Who published or supplied it'),
  kind: z
    .enum(['press report', 'official document', 'company statement', 'market research', 'supervisory data', 'other'])
    .describe('What sort of source it is'),
  publishedOn: partialDateSchema.describe('When it was published, as exact as is known'),
  citation: z.string().min(1).describe('Title and place, enough to find it again'),
});

/** One statement of fact in a review, with where it comes from, how far it is to be trusted and who may see it. */
export const evidenceSchema = z.strictObject({
  id: z.string().min(1).describe('Id within the review, such as "E1"'),
  statement: z.string().min(1).describe('What the source states, in neutral words'),
  source: evidenceSourceSchema,
  attributedTo: z.string().optional().describe('On whom the source relies, such as "four sources"'),
  reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).describe('Admiralty grade of the source'),
  credibility: z
    .int()
    .min(1)
    .max(6)
    .describe('Admiralty grade of the information, 1 (confirmed) to 6 (cannot be judged)'),
  independentSources: z
    .int()
    .min(0)
    .nullable()
    .describe('Number of sources that know it independently of each other; null when the source does not tell'),
  marking: markingSchema.describe('Traffic Light Protocol 2.0'),
  releasableTo: z.array(z.string()).describe('Ids of the parties that may see it; empty: only the marking counts'),
  mission: z.string().optional().describe('Row of the mission table that it belongs to, such as "M1"'),
  corroborates: z.array(z.string()).optional().describe('Ids of evidence that this bears out'),
});
export type Evidence = z.infer<typeof evidenceSchema>;

import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

/** A what-if on a programme: what its office might be given, or lose. */
export const programmeChangeSchema = z.strictObject({
  budgetFactor: z.number().min(0.05).max(20).default(1).describe('Budget of every quarter times this'),
  supplyFactor: z.number().min(0).max(20).default(1).describe('Supply of every maker and month times this'),
  crewsMore: z.int().min(-10).max(50).default(0).describe('Crews of each institution more (or fewer)'),
  deadlineDays: z.int().min(-1500).max(1500).default(0).describe('Every milestone so many days later (or earlier)'),
  freeze: z
    .strictObject({ from: isoDateSchema, to: isoDateSchema })
    .nullable()
    .default(null)
    .describe('One more freeze of cut-overs, for all'),
});
export type ProgrammeChange = z.infer<typeof programmeChangeSchema>;

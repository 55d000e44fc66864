import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

/** The selector of a review, direction or scenario: a CEL expression over documented fields, as of a date. */
export const subjectSchema = z.object({
  expression: z
    .string()
    .min(1)
    .describe('CEL expression, such as: group == "VGRQXHF3J8VDLUA7XE92" && category == "server.high-end"'),
  label: z.string().optional().describe('The subject in words'),
  asOf: isoDateSchema.optional(),
});
export type Subject = z.infer<typeof subjectSchema>;

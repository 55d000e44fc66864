import { z } from 'zod';
import { boundsSchema } from './bounds.ts';

/** What a figure is weighed by. */
export const weightSchema = z.enum(['count', 'cost', 'capacity', 'critical functions', 'total assets']);
export type Weight = z.infer<typeof weightSchema>;

export const unitSchema = z.enum(['share', 'count', 'hhi', 'money', 'hours', 'days', 'effective number', 'capacity']);
export type Unit = z.infer<typeof unitSchema>;

/** What a figure is about: the whole sector or one part of it. */
export const scopeSchema = z.object({
  kind: z.enum([
    'sector',
    'institution',
    'category',
    'licensed activity',
    'provider',
    'group',
    'maker',
    'product line',
    'country',
  ]),
  id: z.string(),
  name: z.string(),
});
export type Scope = z.infer<typeof scopeSchema>;

/** A figure as it is shown and stored. `value` is null when nothing was observed: that is not zero. */
export const figureValueSchema = z.object({
  id: z.string().describe('Stable within a computation: measure/scope/subject'),
  measure: z.string().describe('Such as "critical functions lost"'),
  label: z.string().describe('One line for people'),
  unit: unitSchema,
  weight: weightSchema,
  of: z.string().describe('What it is a share or a number of'),
  scope: scopeSchema,
  value: boundsSchema.nullable(),
  total: z.number().nullable().describe('Denominator, where there is one'),
  n: z.int().describe('Number of items that it was computed on'),
  unobserved: z.int().describe('Number of items left out because nothing is known of them'),
  currency: z.string().optional(),
  version: z.object({ engine: z.string(), policy: z.string().optional() }),
});
export type FigureValue = z.infer<typeof figureValueSchema>;

/** A row that a figure was made from. */
export const basisRowSchema = z.object({
  submission: z.string().describe('Name of the submission as received'),
  file: z.string(),
  line: z.int(),
  says: z.string().describe('What the row contributes, in words'),
});
export type BasisRow = z.infer<typeof basisRowSchema>;

/** A figure with its rows, which are only gathered when somebody asks why. */
export interface Figure extends FigureValue {
  readonly basis: () => readonly BasisRow[];
}

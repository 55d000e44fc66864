import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

export const positionSchema = z.enum(['concurs', 'concurs with reservation', 'dissents']);
export type Position = z.infer<typeof positionSchema>;

/** What one authority says of one finding, with its reasons on the record. */
export const opinionSchema = z.strictObject({
  authority: z.string().describe('Id of the authority'),
  finding: z.string().describe('Id of the finding of the review'),
  position: positionSchema,
  reasons: z.string().min(1),
  givenOn: isoDateSchema,
});
export type Opinion = z.infer<typeof opinionSchema>;

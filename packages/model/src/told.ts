import { z } from 'zod';

/** A sentence or a phrase of an engine with the stable code and the values that it was made from, so that a page can say it in its reader's language. */
export const toldSchema = z.object({
  code: z.string().describe('Stable code of the sentence'),
  values: z.record(z.string(), z.union([z.string(), z.number()])).describe('What stands in its places'),
  text: z.string().describe('The sentence in English'),
});
export type Told = z.infer<typeof toldSchema>;

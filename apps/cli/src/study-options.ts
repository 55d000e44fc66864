import { isoDateSchema } from '@underpin/model/iso-date';
import { z } from 'zod';

/** Options of every command that computes on a sector. */
export const studyInput = {
  asOf: isoDateSchema.optional().describe('date of the sector, yyyy-mm-dd (default: the latest that was submitted)'),
  from: z
    .array(z.string())
    .optional()
    .describe('compute on these files and folders instead of the imported submissions'),
  data: z.string().optional().describe('data folder (default: UNDERPIN_DATA, else .underpin in the project)'),
  ownership: z
    .array(z.string())
    .optional()
    .describe('ownership data (GLEIF, BODS, CSV; files or folders); default: the parents that the registers state'),
  controlView: z
    .enum(['all views', 'company control', 'consolidation', 'self-reported'])
    .default('all views')
    .describe('view of control, with --ownership'),
  rates: z
    .string()
    .optional()
    .describe('ECB reference rates (eurofxref CSV or zip); default: amounts in other currencies are unobserved'),
  currency: z.string().optional().describe('currency of totals, with --rates (default: the most frequent)'),
};

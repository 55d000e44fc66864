import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

/** One register or inventory as received: immutable bytes, named by their SHA-256. */
export const submissionSchema = z.object({
  id: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the bytes as received'),
  name: z.string().describe('File name as received'),
  bytes: z.int().min(0),
  format: z.enum(['dora', 'inventory']),
  profile: z.string().describe('Profile that was used to read it, such as "dora-4.0"'),
  entity: z.string().describe('LEI or other code of the entity that maintains the register'),
  referenceDate: isoDateSchema,
  receivedAt: z.iso.datetime(),
  supersedes: z.string().nullable().describe('Earlier submission of the same entity, format and reference date'),
  supersededBy: z.string().nullable(),
  rejected: z.boolean().describe('Whether a check rejects it; a rejected submission is kept but not counted'),
  findings: z.record(z.string(), z.int()).describe('Number of findings by severity'),
});
export type Submission = z.infer<typeof submissionSchema>;

import { z } from 'zod';
import { boundsSchema, isoDateSchema } from '@underpin/model';
import policy from './sizing-policy.json' with { type: 'json' };

const sourced = { source: z.string() };

export const sizingPolicySchema = z.object({
  id: z.string(),
  title: z.string(),
  validFrom: isoDateSchema,
  targetUtilisation: boundsSchema.safeExtend(sourced).describe('Share of the new cores in use at the peak'),
  spareServers: z.object({ value: z.int().min(0), ...sourced }),
  serialSpeed: z.object({ warnBelow: z.number().positive(), ...sourced }),
});
export type SizingPolicy = z.infer<typeof sizingPolicySchema>;

/** The policy that holds where a plan states no other. */
export const sizingPolicy: SizingPolicy = sizingPolicySchema.parse(policy);

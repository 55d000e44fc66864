import { z } from 'zod';

/** A figure that the data only bound: at least the one, at most the other. Equal when the data state it exactly. */
export const boundsSchema = z
  .object({ atLeast: z.number(), atMost: z.number() })
  .refine((bounds) => bounds.atLeast <= bounds.atMost, 'Expected atLeast <= atMost');
export type Bounds = z.infer<typeof boundsSchema>;

/** Bounds that meet. */
export function exactly(value: number): Bounds {
  return { atLeast: value, atMost: value };
}

import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';
import { ownershipKind } from './ownership.ts';

const kind = z.enum(Object.keys(ownershipKind) as [keyof typeof ownershipKind, ...(keyof typeof ownershipKind)[]]);
const between = { owner: z.string().min(1), owned: z.string().min(1) };
const fraction = z.number().min(0).max(1);

/** A change of control as a file states it: from which day, and what moves. Entities are named by their ids. */
export const controlScenarioSchema = z.strictObject({
  label: z.string().optional().describe('The scenario in words'),
  on: isoDateSchema.describe('Day from which it holds'),
  changes: z
    .array(
      z.discriminatedUnion('act', [
        z.strictObject({
          act: z.literal('add'),
          ...between,
          kind,
          share: z.strictObject({ min: fraction, max: fraction }).optional(),
        }),
        z.strictObject({ act: z.literal('close'), ...between, kind: kind.optional() }),
        z.strictObject({ act: z.literal('move'), ...between, to: z.string().min(1), kind: kind.optional() }),
        z.strictObject({ act: z.literal('move brand'), brand: z.string().min(1), to: z.string().min(1) }),
      ]),
    )
    .min(1),
});
export type ControlScenarioFile = z.infer<typeof controlScenarioSchema>;

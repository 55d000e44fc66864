import { isoDateSchema, ok, ownershipKind, refused, type Result } from '@underpin/model';
import { parseDocument } from 'yaml';
import { z } from 'zod';

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

/**
 * Reads a change-of-control scenario from YAML or JSON text. Refused with the place and the reason when it is none.
 *
 * @example readControlScenario('on: 2025-01-01\nchanges: [{ act: move brand, brand: X, to: B }]', 'sale.yaml')
 */
export function readControlScenario(text: string, name: string): Result<ControlScenarioFile> {
  const document = parseDocument(text, { schema: 'core', version: '1.2' });
  const [error] = document.errors;
  if (error !== undefined) return refused(`Cannot read the scenario in "${name}": ${error.message.split('\n')[0]}`);
  const parsed = controlScenarioSchema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return refused(
    `Cannot read the scenario in "${name}": ${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'not a scenario'}`,
  );
}

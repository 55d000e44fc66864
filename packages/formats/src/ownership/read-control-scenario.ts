import { type ControlScenarioFile, controlScenarioSchema, ok, refused, type Result } from '@underpin/model';
import { parseDocument } from 'yaml';

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

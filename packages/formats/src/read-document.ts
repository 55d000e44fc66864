import { ok, refused, type Result } from '@underpin/model';
import { parseDocument } from 'yaml';

/** What a schema answers: the value, or what is wrong and where. */
export interface Reads<T> {
  safeParse(data: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

/**
 * Reads YAML or JSON text by a schema. Refused with the place and the reason when it is something else; `what` says in
 * the message what was expected, such as "scenario".
 *
 * @example readDocument('on: 2025-01-01\nchanges: [{ act: move brand, brand: X, to: B }]', 'sale.yaml', 'scenario', controlScenarioSchema)
 */
export function readDocument<T>(text: string, name: string, what: string, schema: Reads<T>): Result<T> {
  const document = parseDocument(text, { schema: 'core', version: '1.2' });
  const [error] = document.errors;
  if (error !== undefined) return refused(`Cannot read the ${what} in "${name}": ${error.message.split('\n')[0]}`);
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') || 'document';
  return refused(`Cannot read the ${what} in "${name}": ${place}: ${issue?.message ?? `not a ${what}`}`);
}

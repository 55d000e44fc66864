import { type ColumnMapping, columnMappingsSchema, ok, refused, type Result } from '@underpin/model';
import { parse } from 'yaml';

/**
 * Reads a mapping file (YAML or JSON with `mappings`). Refused with the place and the reason when it does not have that
 * form.
 *
 * @example readMappings('mappings:\n  - table: B_05.01\n    columns: { Name: c0050 }', 'mapping.yaml');
 */
export function readMappings(text: string, file: string): Result<readonly ColumnMapping[]> {
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    return refused(`Cannot read the mapping "${file}": ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = columnMappingsSchema.safeParse(content);
  if (parsed.success) return ok(parsed.data.mappings);
  const [issue] = parsed.error.issues;
  return refused(`Cannot use the mapping "${file}": ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

import { refused, ok, type Result } from '@underpin/model';
import { parse } from 'yaml';
import { z } from 'zod';

export const dateForms = ['yyyy-mm-dd', 'dd.mm.yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyymmdd'] as const;

/** How the columns of one CSV file become the columns of one table of a register. */
export const columnMappingSchema = z.strictObject({
  file: z.string().optional().describe('Name of the CSV file, without its path'),
  table: z.string().describe('Code of the table, such as "B_05.01"'),
  columns: z.record(z.string(), z.string()).describe('Header of the file to column code'),
  constants: z.record(z.string(), z.string()).default({}).describe('Column code to a value for every row'),
  ignore: z.array(z.string()).default([]).describe('Headers that are left out on purpose'),
  dates: z.enum(dateForms).default('yyyy-mm-dd').describe('How the file writes dates'),
  decimals: z.enum(['point', 'comma']).default('point').describe('Decimal sign of the file'),
  values: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe("Column code to the file's own values and what stands for them"),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

const fileSchema = z.strictObject({ mappings: z.array(columnMappingSchema).min(1) });

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
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return ok(parsed.data.mappings);
  const [issue] = parsed.error.issues;
  return refused(`Cannot use the mapping "${file}": ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

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

/** A file of mappings. */
export const columnMappingsSchema = z.strictObject({ mappings: z.array(columnMappingSchema).min(1) });

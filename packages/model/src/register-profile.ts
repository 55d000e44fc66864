import { z } from 'zod';

/** Lexical kinds of a register's columns. `true` is a link column that may only hold "true". */
export const columnTypeSchema = z.enum(['text', 'list', 'date', 'integer', 'decimal', 'true']);
export type ColumnType = z.infer<typeof columnTypeSchema>;

export const profileColumnSchema = z.object({
  code: z.string(),
  label: z.string(),
  type: columnTypeSchema,
  list: z.string().optional().describe('Name of the closed list, for type "list"'),
  key: z.boolean().describe('Part of the primary key'),
  expected: z.boolean().describe('An existence rule of the authority wants it filled'),
});
export type ProfileColumn = z.infer<typeof profileColumnSchema>;

export const profileReferenceSchema = z.object({
  name: z.string().describe('Name of the reference in the source, such as "R7"'),
  columns: z.array(z.string()),
  table: z.string().describe('Code of the table referred to'),
  target: z.array(z.string()).describe('Columns there, in the same order'),
});
export type ProfileReference = z.infer<typeof profileReferenceSchema>;

export const profileTableSchema = z.object({
  code: z.string(),
  file: z.string().describe('File name inside the submission'),
  title: z.string(),
  columns: z.array(profileColumnSchema),
  primaryKey: z.array(z.string()),
  references: z.array(profileReferenceSchema),
});
export type ProfileTable = z.infer<typeof profileTableSchema>;

/** A register format as data: its tables, columns, keys, references and closed lists, with the source of all this. */
export const registerProfileSchema = z.object({
  id: z.string().describe('Such as "dora-4.0"'),
  format: z.enum(['dora', 'inventory']),
  version: z.string(),
  title: z.string(),
  source: z.string(),
  sourceSha256: z.string().optional(),
  validFrom: z.string().describe('ISO date from which the profile is in force'),
  entryPoint: z.string().optional().describe('What a package of this profile names as its taxonomy entry point'),
  tables: z.array(profileTableSchema),
  lists: z.record(z.string(), z.record(z.string(), z.string())).describe('Closed lists: code to label'),
});
export type RegisterProfile = z.infer<typeof registerProfileSchema>;

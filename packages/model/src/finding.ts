import { z } from 'zod';

/** How much a finding matters: `reject` stops a filing; `national` is one authority's own rule; `advisory` is Underpin's advice. */
export const severitySchema = z.enum(['reject', 'error', 'warning', 'national', 'advisory']);
export type Severity = z.infer<typeof severitySchema>;

/** Where bad data stands: path inside the submission, line (the header is line 1) and column, as far as they are known. */
export const locationSchema = z.object({
  file: z.string(),
  line: z.int().min(1).optional(),
  column: z.string().optional(),
});
export type Location = z.infer<typeof locationSchema>;

/** Bad data, told: what rule, where, in which row (business key), what was seen and what was expected, and who made the rule. */
export const findingSchema = z.object({
  rule: z.string().describe('Public id of the rule, such as "805"'),
  severity: severitySchema,
  level: z.string().optional().describe('The grade that the maker of the rule gives it, such as "FATAL"'),
  location: locationSchema,
  key: z.string().optional().describe('Business key of the row, as column=value pairs'),
  value: z.string().optional().describe('The value that was seen'),
  expected: z.string().optional().describe('What was expected'),
  message: z.string().describe('One plain sentence: what is wrong and what to do'),
  source: z.string().describe('Who made the rule, and where it is written'),
});
export type Finding = z.infer<typeof findingSchema>;

/** True when a finding of this severity makes an authority refuse the submission. */
export function rejects(finding: Pick<Finding, 'severity'>): boolean {
  return finding.severity === 'reject';
}

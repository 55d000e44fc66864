import type { Finding, Severity } from '@underpin/model';

const rules = {
  /** A sheet or file that is no table of the register. */
  unknownTable: ['UP-IN-1', 'warning'],
  /** A sheet without a row of column codes or labels. */
  noHeader: ['UP-IN-2', 'error'],
  /** A mapping that does not fit the profile or the file. */
  mapping: ['UP-IN-3', 'error'],
  /** A column that is not mapped. */
  unmapped: ['UP-IN-4', 'warning'],
  /** A value of a closed list that was written otherwise and taken as its code. */
  taken: ['UP-IN-5', 'advisory'],
  /** A workbook that cannot be opened or is too large. */
  workbook: ['UP-IN-6', 'reject'],
} as const satisfies Record<string, readonly [string, Severity]>;

/** A finding about rows that are brought into a register from a workbook or CSV file. */
export function inputFinding(
  rule: keyof typeof rules,
  file: string,
  message: string,
  details: {
    readonly line?: number;
    readonly column?: string;
    readonly value?: string;
    readonly expected?: string;
  } = {},
): Finding {
  const [id, severity] = rules[rule];
  const { line, column, ...rest } = details;
  return {
    rule: id,
    severity,
    location: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
    ...rest,
    message,
    source: 'Underpin, rows for a register, packages/formats/README.md',
  };
}

import type { Finding, Severity } from '@underpin/model';

const rules = {
  /** No table of the format was found, or not the one that says whose inventory it is. */
  missingTable: ['UP-INV-1', 'reject'],
  /** A workbook that cannot be opened. */
  damagedWorkbook: ['UP-INV-2', 'reject'],
  /** A workbook that would unfold to more cells than an inventory can need. */
  tooManyCells: ['UP-INV-3', 'reject'],
  /** A file or sheet that the format does not know. */
  unknownTable: ['UP-INV-4', 'advisory'],
  /** The caller cancelled; what was read is not whole. */
  stopped: ['UP-STOP', 'reject'],
} as const satisfies Record<string, readonly [string, Severity]>;

export function inventoryFinding(rule: keyof typeof rules, file: string, message: string, expected?: string): Finding {
  const [id, severity] = rules[rule];
  return {
    rule: id,
    severity,
    location: { file },
    ...(expected === undefined ? {} : { expected }),
    message,
    source: 'Underpin, format of inventories, packages/formats/src/inventory/README.md',
  };
}

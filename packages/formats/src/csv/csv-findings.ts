import type { Finding, Severity } from '@underpin/model';
import { printable } from '../archive/archive-findings.ts';

/** Rules of our own for CSV files, beside the EBA's 306 (not UTF-8) and 809 (separator, ragged rows). */
export const csvRules = {
  notUtf8: '306',
  separator: '809',
  nulCharacter: 'UP-CSV-1',
  rowTooLong: 'UP-CSV-2',
  tooManyColumns: 'UP-CSV-3',
  byteOrderMark: 'UP-CSV-4',
  raggedNotKept: 'UP-CSV-5',
} as const;

const sources: Readonly<Record<string, string>> = {
  '306': 'EBA, Overview of the RoI reporting technical checks and validation rules, 28 April 2025, check 306',
  '809': 'EBA, Overview of the RoI reporting technical checks and validation rules, 28 April 2025, check 809',
};

/** A finding about a CSV file as a whole or at one line. */
export function csvFinding(
  rule: keyof typeof csvRules,
  file: string,
  line: number,
  message: string,
  details: { readonly value?: string; readonly expected?: string; readonly severity?: Severity } = {},
): Finding {
  const { severity = 'reject', value, expected } = details;
  const id = csvRules[rule];
  return {
    rule: id,
    severity,
    location: { file: printable(file), line },
    ...(value === undefined ? {} : { value: printable(value) }),
    ...(expected === undefined ? {} : { expected }),
    message,
    source: sources[id] ?? 'Underpin: CSV files that are read',
  };
}

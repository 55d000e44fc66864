import { type Finding, type ProgrammeActual, programmeActualSchema } from '@underpin/model';
import { csvRecords } from '../hardware/csv-records.ts';

/** Columns of a progress report; evidence and reason may be left out. */
export const actualsColumns = ['replacement', 'on', 'state', 'incidents', 'spent', 'evidence', 'reason'] as const;

/**
 * Reads what institutions report: CSV with `replacement,on,state` and, where known, `incidents,spent,evidence,reason` (several
 * pieces of evidence with `|` between them). A row that cannot be used is told with its line and left out; the others count.
 *
 * @example readActualsCsv('replacement,on,state\nX/A1,2026-03-01,replaced\n', 'q1.csv').actuals
 */
export function readActualsCsv(
  text: string,
  file: string,
): { readonly actuals: readonly ProgrammeActual[]; readonly findings: readonly Finding[] } {
  const finding = (message: string, line?: number, value?: string): Finding => ({
    rule: 'programme.report',
    severity: 'error',
    location: line === undefined ? { file } : { file, line },
    ...(value === undefined ? {} : { value }),
    message,
    source: 'Underpin, form of a progress report',
  });
  const records = csvRecords(text.replace(/^\uFEFF/, ''));
  if (!records.ok) return { actuals: [], findings: [finding(`Repair the report: ${records.reason}.`)] };
  const [header, ...rows] = records.value;
  const names = (header?.cells ?? []).map((one) => one.trim().toLowerCase());
  const missing = ['replacement', 'on', 'state'].filter((name) => !names.includes(name));
  if (missing.length > 0)
    return {
      actuals: [],
      findings: [
        finding(
          `Add the columns ${missing.join(', ')}: expected a header with ${actualsColumns.join(', ')}.`,
          1,
          names.join(','),
        ),
      ],
    };
  const findings: Finding[] = [];
  const actuals: ProgrammeActual[] = [];
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const cell = (name: string): string => cells[names.indexOf(name)]?.trim() ?? '';
    const evidence = cell('evidence')
      .split('|')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const parsed = programmeActualSchema.safeParse({
      replacement: cell('replacement'),
      on: cell('on'),
      state: cell('state'),
      ...(cell('incidents') === '' ? {} : { incidents: Number(cell('incidents')) }),
      ...(cell('spent') === '' ? {} : { spent: cell('spent') }),
      evidence,
      ...(cell('reason') === '' ? {} : { reason: cell('reason') }),
    });
    if (parsed.success) actuals.push(parsed.data);
    else {
      const [issue] = parsed.error.issues;
      findings.push(
        finding(
          `Correct the row: ${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'not a report'}. It is left out until then.`,
          line,
          cells.join(','),
        ),
      );
    }
  }
  return { actuals, findings };
}

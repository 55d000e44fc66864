import type { Finding, Severity, Table } from '@underpin/model';
import { TableBuilder, cell, findingSchema } from '@underpin/model';

/** Name of the table in which the findings of a submission are kept. */
export const findingsTable = 'findings';

const texts = ['key', 'value', 'expected'] as const;

const columns = ['rule', 'severity', 'file', 'line', 'column', ...texts, 'message', 'source', 'empty'];

/** Findings as a table. `empty` names the optional fields that are there but empty, which a cell alone cannot tell. */
export function tableOfFindings(findings: readonly Finding[]): Table {
  const builder = new TableBuilder(findingsTable, '', columns);
  for (const finding of findings) {
    const { file, line, column } = finding.location;
    const empty: string[] = texts.filter((name) => finding[name] === '');
    if (column === '') empty.push('column');
    builder.addRow({
      rule: finding.rule,
      severity: finding.severity,
      file,
      line: line === undefined ? undefined : String(line),
      column,
      key: finding.key,
      value: finding.value,
      expected: finding.expected,
      message: finding.message,
      source: finding.source,
      empty: empty.join(' '),
    });
  }
  return builder.build();
}

/** The findings that {@link tableOfFindings} laid down, in their order. */
export function findingsOfTable(table: Table): readonly Finding[] {
  return Array.from({ length: table.rowCount }, (_, row) => findingAt(table, row));
}

function findingAt(table: Table, row: number): Finding {
  const empty = cell(table, 'empty', row).split(' ');
  const field = (name: string): Record<string, string> => {
    const text = cell(table, name, row);
    return text !== '' || empty.includes(name) ? { [name]: text } : {};
  };
  const line = cell(table, 'line', row);
  return {
    rule: cell(table, 'rule', row),
    severity: findingSchema.shape.severity.parse(cell(table, 'severity', row)) satisfies Severity,
    location: {
      file: cell(table, 'file', row),
      ...(line === '' ? {} : { line: Number(line) }),
      ...field('column'),
    },
    ...field('key'),
    ...field('value'),
    ...field('expected'),
    message: cell(table, 'message', row),
    source: cell(table, 'source', row),
  };
}

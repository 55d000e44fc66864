import type { RegisterProfile } from '@underpin/model';
import type { CellNode, Expression } from '../expressions/ast.ts';
import { partsOf, withParts } from '../expressions/ast.ts';

/** A rule on several columns as one expression per column; a rule on single cells as it is. */
export function expandCells(expression: Expression, profile: RegisterProfile): readonly Expression[] {
  const cells = cellsIn(expression);
  if (cells === null) return [expression];
  return columnsOf(cells, profile).map((column) => replaced(expression, { kind: 'cell', table: cells.table, column }));
}

type Cells = Extract<Expression, { kind: 'cells' }>;

function cellsIn(expression: Expression): Cells | null {
  if (expression.kind === 'cells') return expression;
  for (const part of partsOf(expression)) {
    const found = cellsIn(part);
    if (found !== null) return found;
  }
  return null;
}

function columnsOf({ table, columns }: Cells, profile: RegisterProfile): string[] {
  const known = profile.tables.find((each) => each.code === table)?.columns ?? [];
  return known
    .map(({ code }) => code)
    .filter((code) => columns.some(({ from, to }) => from === '*' || (code >= from && code <= to)));
}

function replaced(expression: Expression, cell: CellNode): Expression {
  if (expression.kind === 'cells') return cell;
  return withParts(expression, (part) => replaced(part, cell));
}

import type { CellNode, Expression } from '../expressions/ast.ts';
import { partsOf } from '../expressions/ast.ts';

/** The cell that a rule's breach is told of: of an IF what must hold then, of AND and OR the last part, of a call its first argument. */
export function ruleSubject(expression: Expression, table: string): CellNode | null {
  if (expression.kind === 'cell') return expression.table === table ? expression : null;
  for (const part of inOrder(expression)) {
    const found = ruleSubject(part, table);
    if (found !== null) return found;
  }
  return null;
}

function inOrder(expression: Expression): readonly Expression[] {
  if (expression.kind === 'both' || expression.kind === 'either') return [expression.right, expression.left];
  if (expression.kind !== 'call') return partsOf(expression);
  const { name, args } = expression;
  if (name === 'IF') return [...args.slice(1), ...args.slice(0, 1)];
  // A look-up's own row is in its second keys; what it finds stands in another table.
  return name === 'LOOKUP' ? args.toReversed() : args;
}

/** The table of the first cell in an expression: where a rule on the whole package is told. */
export function firstTable(expression: Expression): string | null {
  if (expression.kind === 'cell' || expression.kind === 'cells') return expression.table;
  for (const part of partsOf(expression)) {
    const found = firstTable(part);
    if (found !== null) return found;
  }
  return null;
}

/** What a national rule expects, in words, from what its breach is told of. */
export function expectation(expression: Expression, subject: CellNode | null): string | null {
  if (subject === null) return null;
  const found = findCheck(expression, subject);
  if (found === null) return null;
  if (found.name === 'ISNULL') return 'a value';
  if (found.name !== 'IN') {
    const [, pattern] = found.args;
    return pattern?.kind === 'literal' ? `text of the form ${String(pattern.value)}` : null;
  }
  const codes = found.args.slice(1).flatMap((arg) => (arg.kind === 'literal' ? [String(arg.value)] : []));
  if (codes.length === 0) return null;
  return codes.length <= 8 ? codes.join(', ') : `one of ${codes.length} codes, such as ${codes[0]}`;
}

type Call = Extract<Expression, { kind: 'call' }>;

function findCheck(expression: Expression, subject: CellNode): Call | null {
  if (expression.kind === 'call' && ['ISNULL', 'IN', 'MATCH', 'MATCH_CHARACTERS'].includes(expression.name)) {
    const [first] = expression.args;
    if (first?.kind === 'cell' && first.column === subject.column) return expression;
  }
  for (const part of inOrder(expression)) {
    const found = findCheck(part, subject);
    if (found !== null) return found;
  }
  return null;
}

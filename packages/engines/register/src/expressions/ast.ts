/** A cell of the row that a rule looks at, or (in a set or a look-up) the column of another table. */
export interface CellNode {
  readonly kind: 'cell';
  readonly table: string;
  readonly column: string;
}

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** An expression of a rule, whichever language it was written in. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | CellNode
  /** Several columns of one table: the rule holds for each of them. `*` stands for all. */
  | { readonly kind: 'cells'; readonly table: string; readonly columns: readonly ColumnRange[] }
  /** A word that is no text: the name of a data point or a keyword among arguments. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'both' | 'either'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** One column, or all from `from` to `to`, or all of the table (`from` is `*`). */
export interface ColumnRange {
  readonly from: string;
  readonly to: string;
}

/** The expressions directly inside an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'not':
      return [expression.of];
    case 'both':
    case 'either':
    case 'compare':
      return [expression.left, expression.right];
    case 'call':
      return expression.args;
    case 'literal':
    case 'cell':
    case 'cells':
    case 'word':
      return [];
  }
}

/** The same expression with its parts replaced. */
export function withParts(expression: Expression, replace: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'not':
      return { ...expression, of: replace(expression.of) };
    case 'both':
    case 'either':
    case 'compare':
      return { ...expression, left: replace(expression.left), right: replace(expression.right) };
    case 'call':
      return { ...expression, args: expression.args.map(replace) };
    case 'literal':
    case 'cell':
    case 'cells':
    case 'word':
      return expression;
  }
}

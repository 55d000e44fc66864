import type { CellNode, Expression } from './ast.ts';
import { withParts } from './ast.ts';
import { RuleError } from './rule-error.ts';

const point = /^(?:DPI|KEY)_(\d\d)(\d\d)_c?(\d{4})$/;

/**
 * Turns the data-point functions of a national rule set into cells: `DPS(DPI_0201_0050)` is column c0050 of B_02.01,
 * `KEYS(DPS(DPI_0201_0020), "KEY_0201_0010")` its column c0010, and JOIN a look-up of one value by equal keys.
 */
export function nationalForm(expression: Expression): Expression {
  if (expression.kind !== 'call') return withParts(expression, nationalForm);
  const { name, args } = expression;
  if (name === 'DPS') return cellOf(only(args, name));
  if (name === 'KEYS') return keysOf(args);
  if (name === 'JOIN') return lookupOf(args);
  return withParts(expression, nationalForm);
}

function cellOf(expression: Expression): CellNode {
  const name =
    expression.kind === 'word'
      ? expression.word
      : expression.kind === 'literal' && typeof expression.value === 'string'
        ? expression.value
        : '';
  const found = point.exec(name.trim());
  if (found === null) throw new RuleError(`"${name}" is no data point such as DPI_0201_0050`);
  return { kind: 'cell', table: `B_${found[1]}.${found[2]}`, column: `c${found[3]}` };
}

function keysOf(args: readonly Expression[]): Expression {
  const [of, key] = args;
  if (args.length !== 2 || of === undefined || key === undefined) throw new RuleError('KEYS takes two arguments');
  const rows = nationalForm(of);
  const cell = cellOf(key);
  if (rows.kind === 'cell') {
    if (rows.table !== cell.table) throw new RuleError(`KEYS asks rows of ${rows.table} for a key of ${cell.table}`);
    return cell;
  }
  if (rows.kind === 'call' && rows.name === 'FILTER')
    return { kind: 'call', name: 'FILTER', args: [cell, ...rows.args.slice(1)] };
  throw new RuleError('KEYS takes data points or filtered data points');
}

// JOIN(value, rows, LEFT, "KEY_a1,KEY_a2;KEY_b1,KEY_b2", "value"): for each row, the value whose keys a equal its keys b.
function lookupOf(args: readonly Expression[]): Expression {
  const [value, rows, side, keys, wanted] = args;
  if (value === undefined || rows === undefined || keys?.kind !== 'literal' || wanted === undefined)
    throw new RuleError('JOIN takes a value, rows, LEFT, keys and the name of the value');
  if (side?.kind !== 'word' || side.word.toUpperCase() !== 'LEFT') throw new RuleError('only LEFT joins are known');
  const [there, here] = String(keys.value)
    .split(';')
    .map((half) => half.split(',').map((word) => cellOf({ kind: 'word', word })));
  if (there === undefined || here === undefined || there.length !== here.length)
    throw new RuleError('JOIN needs as many keys on one side as on the other');
  nationalForm(rows);
  const pairs = there.flatMap((key, index) => [key, here[index] as CellNode]);
  return { kind: 'call', name: 'LOOKUP', args: [cellOf(wanted), ...pairs] };
}

function only(args: readonly Expression[], name: string): Expression {
  const [first] = args;
  if (first === undefined || args.length !== 1) throw new RuleError(`${name} takes one argument`);
  return first;
}

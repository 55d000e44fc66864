import type { ASTNode } from '@marcbachmann/cel-js';
import { nearest } from '@underpin/model';
import { visit } from './why-undecided.ts';

/** Notes on values that an expression compares with a field but that no item has: often a slip of the pen. */
export function unmetValues(root: ASTNode, valuesOf: (field: string) => ReadonlySet<string> | null): string[] {
  const notes = new Set<string>();
  visit(root, (node) => {
    if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return;
    const [left, right] = node.args as [ASTNode, ASTNode];
    const field = left.op === 'id' ? left : right;
    const literal = field === left ? right : left;
    if (field.op !== 'id') return;
    const values = valuesOf(field.args as string);
    if (values === null) return;
    for (const value of literals(literal)) {
      if (values.has(value)) continue;
      const meant = nearest(value, values);
      notes.add(`No item has ${String(field.args)} "${value}"${meant === null ? '' : `; did you mean "${meant}"?`}`);
    }
  });
  return [...notes];
}

function literals(node: ASTNode): string[] {
  if (node.op === 'value') return typeof node.args === 'string' ? [node.args] : [];
  return node.op === 'list' ? (node.args as ASTNode[]).flatMap(literals) : [];
}

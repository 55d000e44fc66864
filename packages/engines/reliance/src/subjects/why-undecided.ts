import type { ASTNode } from '@marcbachmann/cel-js';

/** What is known of one condition for one item. */
export type Known = true | false | 'unobserved' | 'not applicable';
type Ask = (node: ASTNode) => Known;

/**
 * Why an expression has no value for an item: `unobserved` when some value of the unobserved fields would make it true,
 * `not applicable` when none would. `ask` answers the conditions that are not themselves combined of others.
 */
export function known(node: ASTNode, ask: Ask): Known {
  if (node.op === '&&') {
    const [left, right] = both(node, ask);
    return left === false || right === false ? false : worst(left, right);
  }
  if (node.op === '||') {
    const [left, right] = both(node, ask);
    if (left === true || right === true) return true;
    return left === 'unobserved' || right === 'unobserved' ? 'unobserved' : worst(left, right);
  }
  if (node.op === '!_') {
    const inner = known(node.args as ASTNode, ask);
    return typeof inner === 'boolean' ? !inner : inner;
  }
  return node.op === '?:' ? chosen(node.args as [ASTNode, ASTNode, ASTNode], ask) : ask(node);
}

function chosen([condition, yes, no]: readonly [ASTNode, ASTNode, ASTNode], ask: Ask): Known {
  const decided = known(condition, ask);
  if (decided === 'not applicable') return decided;
  if (typeof decided === 'boolean') return known(decided ? yes : no, ask);
  const branches = [known(yes, ask), known(no, ask)] as const;
  return branches.some((branch) => branch === true || branch === 'unobserved') ? 'unobserved' : worst(...branches);
}

/** Names of the variables that a part of an expression reads. */
export function variablesIn(node: ASTNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(node, (part) => {
    if (part.op === 'id') names.add(part.args as string);
  });
  return names;
}

/** Visits a part of an expression and all parts of it. */
export function visit(node: ASTNode, on: (node: ASTNode) => void): void {
  on(node);
  const open: unknown[] = [node.args];
  while (open.length > 0) {
    const part = open.pop();
    if (Array.isArray(part)) open.push(...(part as unknown[]));
    else if (isNode(part)) visit(part, on);
  }
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === 'object' && part !== null && 'op' in part && 'args' in part;
}

function both(node: ASTNode, ask: Ask): [Known, Known] {
  const [left, right] = node.args as [ASTNode, ASTNode];
  return [known(left, ask), known(right, ask)];
}

function worst(a: Known, b: Known): Known {
  if (a === 'not applicable' || b === 'not applicable') return 'not applicable';
  if (a === 'unobserved' || b === 'unobserved') return 'unobserved';
  return a;
}

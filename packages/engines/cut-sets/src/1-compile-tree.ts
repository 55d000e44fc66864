import { ok, refused } from '@underpin/model/result';
import type { FaultTree, FaultTreeGate, Result } from '@underpin/model';
import type { RootedFormula } from './formula.ts';
import { hasCircle } from './components.ts';

const coherent = new Set(['and', 'or', 'atleast']);

/** Gates by integer instead of by name; refuses what has no minimal cut sets. Constants become gates that need none or more than they have. */
export function compileTree(tree: FaultTree): Result<RootedFormula> {
  const node = new Map<string, number>();
  for (const { id } of [...tree.events, ...tree.gates, ...tree.constants]) {
    if (node.has(id))
      return refused(`Cannot use the tree "${tree.name}": "${id}" is defined twice; give each its own id.`);
    node.set(id, node.size);
  }
  const top = node.get(tree.top);
  if (top === undefined) return refused(`Cannot use the tree "${tree.name}": its top "${tree.top}" is not defined.`);
  const need: number[] = [];
  const children: number[][] = [];
  for (const gate of tree.gates) {
    const arguments_: number[] = [];
    for (const child of gate.children) {
      const known = node.get(child);
      if (known === undefined)
        return refused(`Cannot use gate "${gate.id}": its child "${child}" is not defined; define it or take it out.`);
      arguments_.push(known);
    }
    need.push(needOf(gate));
    children.push(arguments_);
  }
  for (const { value } of tree.constants) {
    need.push(value ? 0 : 1);
    children.push([]);
  }
  const formula = { events: tree.events.length, need, children };
  const reached = reach(formula.events, children, top);
  const strange = tree.gates.find((gate, index) => reached[formula.events + index] === 1 && !isUsable(gate));
  if (strange !== undefined) return refused(whyNot(strange));
  if (hasCircle(formula, top))
    return refused(
      `Cannot use the tree "${tree.name}": a gate is its own ancestor; a fault tree must not go in circles.`,
    );
  return ok({ formula, top });
}

function needOf(gate: FaultTreeGate): number {
  if (gate.kind === 'or') return 1;
  return gate.kind === 'and' ? gate.children.length : (gate.k ?? 1);
}

function isUsable(gate: FaultTreeGate): boolean {
  return coherent.has(gate.kind) && gate.children.length > 0 && (gate.kind !== 'atleast' || Number.isInteger(gate.k));
}

function whyNot(gate: FaultTreeGate): string {
  if (gate.children.length === 0) return `Cannot use gate "${gate.id}": it has no children; give it at least one.`;
  if (gate.kind === 'atleast') return `Cannot use gate "${gate.id}": "at least" needs a whole number, not "${gate.k}".`;
  return (
    `Not coherent: gate "${gate.id}" uses ${gate.kind.toUpperCase()}; minimal cut sets are defined for coherent trees only ` +
    `(AND, OR, at least k of n). Rewrite the gate without it, or use a program that computes prime implicants.`
  );
}

function reach(events: number, children: readonly (readonly number[])[], top: number): Uint8Array {
  const seen = new Uint8Array(events + children.length);
  const stack = [top];
  seen[top] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const child of children[node - events] ?? []) {
      if (seen[child] === 0) {
        seen[child] = 1;
        stack.push(child);
      }
    }
  }
  return seen;
}

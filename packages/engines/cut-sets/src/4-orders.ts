import type { Formula } from './formula.ts';

/**
 * Static orders of the events of a formula whose top is its first gate: `order[event]` is the event's place. The
 * heuristics are those that fault-tree programs use; none is best for all trees, so they are tried in turn.
 */
export function variableOrders(formula: Formula): readonly (() => Int32Array)[] {
  const { events, children } = formula;
  const parents = new Int32Array(events + children.length);
  for (const list of children) for (const child of list) parents[child]!++;
  const size = sizes(formula);
  return [
    () => depthFirst(formula, (list) => list.toSorted((a, b) => size[b]! - size[a]!)),
    () => breadthFirst(formula),
    () => depthFirst(formula, (list) => list.toSorted((a, b) => parents[b]! - parents[a]! || size[a]! - size[b]!)),
    () => depthFirst(formula, (list) => list.toReversed()),
    () => depthFirst(formula, (list) => list.toSorted((a, b) => size[a]! - size[b]!)),
    () => depthFirst(formula, (list) => list),
  ];
}

function depthFirst(formula: Formula, sorted: (children: readonly number[]) => readonly number[]): Int32Array {
  const { events, children } = formula;
  const place = new Int32Array(events);
  const seen = new Uint8Array(events + children.length);
  const stack = [events];
  let count = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen[node] === 1) continue;
    seen[node] = 1;
    if (node < events) {
      place[node] = count++;
      continue;
    }
    const list = sorted(children[node - events]!);
    for (let index = list.length - 1; index >= 0; index--) if (seen[list[index]!] === 0) stack.push(list[index]!);
  }
  return place;
}

function breadthFirst({ events, children }: Formula): Int32Array {
  const place = new Int32Array(events);
  const nodes = new Set([events]);
  let count = 0;
  for (const node of nodes) {
    if (node < events) place[node] = count++;
    else for (const child of children[node - events]!) nodes.add(child);
  }
  return place;
}

/** Number of leaves under each node, counted once for each path and capped: how large a child looks from its parent. */
function sizes({ events, children }: Formula): Float64Array {
  const size = new Float64Array(events + children.length).fill(1, 0, events);
  const stack = [events];
  const entered = new Uint8Array(children.length);
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    const list = children[node - events]!;
    if (entered[node - events] === 0) {
      entered[node - events] = 1;
      for (const child of list) if (child >= events && entered[child - events] === 0) stack.push(child);
    } else {
      stack.pop();
      let sum = 0;
      for (const child of list) sum += size[child]!;
      size[node] = Math.min(sum, 1e12);
    }
  }
  return size;
}

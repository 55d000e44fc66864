import { components, isCircular } from './components.ts';
import type { Formula } from './formula.ts';

/**
 * A part of a formula that shares no event with the rest: a formula of its own whose local event i stands for
 * `inputs[i]`: an event of the whole (>= 0) or the module `-1 - inputs[i]`. Its top is its first gate.
 */
export interface Module {
  readonly formula: Formula;
  readonly inputs: readonly number[];
}

/** The modules of a formula whose top is its first gate; each comes after those it stands on, the top's module last. */
export function modules(formula: Formula): Module[] {
  const grouped = groupOwnChildren(formula, moduleGates(formula));
  const { events } = formula;
  const found: Module[] = [];
  const moduleOf = new Map<number, number>();
  for (const [gate] of components(grouped.formula, events)) {
    if (!grouped.roots.has(gate!)) continue;
    moduleOf.set(gate!, found.length);
    found.push(cut(grouped.formula, gate!, moduleOf));
  }
  return found;
}

/**
 * Gates whose descendants occur nowhere else (Dutuit and Rauzy 1996, linear): a depth-first walk notes the first and
 * the last visit of every node; a gate is a module when all its descendants are first and last visited between its own
 * first visit and its own last. Walked over the condensation, so that a circle counts as one node and is never a module.
 */
function moduleGates(formula: Formula): Set<number> {
  const { events, children } = formula;
  const order = components(formula, events);
  const group = new Int32Array(events + children.length);
  for (const [index, component] of order.entries()) for (const gate of component) group[events + gate] = events + index;
  for (let event = 0; event < events; event++) group[event] = event;
  const below = order.map((component) => component.flatMap((gate) => children[gate]!.map((child) => group[child]!)));
  const first = new Int32Array(events + order.length);
  const left = new Int32Array(events + order.length);
  const last = new Int32Array(events + order.length);
  const next = new Int32Array(order.length);
  const root = events + order.length - 1;
  const path = [root];
  let clock = 0;
  first[root] = last[root] = ++clock;
  for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
    const child = node < events ? undefined : below[node - events]![next[node - events]!++];
    if (child === undefined) {
      left[node] = ++clock;
      last[node] = Math.max(last[node]!, clock);
      path.pop();
    } else if (child === node) {
      continue;
    } else if (first[child] === 0) {
      first[child] = last[child] = ++clock;
      path.push(child);
    } else last[child] = ++clock;
  }
  const earliest = first.slice();
  const latest = last.slice();
  const roots = new Set<number>([0]);
  for (const [index, component] of order.entries()) {
    const node = events + index;
    let low = Infinity;
    let high = -Infinity;
    for (const child of below[index]!) {
      if (child === node) continue;
      low = Math.min(low, earliest[child]!);
      high = Math.max(high, latest[child]!);
    }
    if (!isCircular(formula, component) && low > first[node]! && high < left[node]!) roots.add(component[0]!);
    earliest[node] = Math.min(earliest[node]!, low);
    latest[node] = Math.max(latest[node]!, high);
  }
  return roots;
}

/** Children of an AND or OR that occur only there become one new module beside its other children. */
function groupOwnChildren(formula: Formula, roots: ReadonlySet<number>): { formula: Formula; roots: Set<number> } {
  const { events } = formula;
  const need = [...formula.need];
  const children = [...formula.children];
  const parents = new Int32Array(events + children.length);
  for (const list of children) for (const child of list) parents[child]!++;
  const all = new Set(roots);
  for (const [gate, list] of formula.children.entries()) {
    const isAnd = need[gate] === list.length;
    if (need[gate] !== 1 && !isAnd) continue;
    const isOwn = (child: number): boolean => parents[child] === 1 && (child < events || roots.has(child - events));
    const own = list.filter(isOwn);
    if (own.length < 2 || own.length === list.length) continue;
    all.add(children.length);
    const rest = [...list.filter((child) => !isOwn(child)), events + children.length];
    children.push(own);
    need.push(isAnd ? own.length : 1);
    children[gate] = rest;
    need[gate] = isAnd ? rest.length : 1;
  }
  return { formula: { events, need, children }, roots: all };
}

function cut(formula: Formula, root: number, moduleOf: ReadonlyMap<number, number>): Module {
  const { events } = formula;
  const inputs = new Map<number, number>();
  const gates = new Map([[root, 0]]);
  for (const gate of gates.keys()) {
    for (const child of formula.children[gate]!) {
      const below = child - events;
      if (below < 0 || (moduleOf.has(below) && below !== root)) {
        const input = below < 0 ? child : -1 - moduleOf.get(below)!;
        if (!inputs.has(input)) inputs.set(input, inputs.size);
      } else if (!gates.has(below)) gates.set(below, gates.size);
    }
  }
  const local = (child: number): number => {
    const below = child - events;
    const gate = gates.get(below);
    if (below >= 0 && gate !== undefined) return inputs.size + gate;
    return inputs.get(below < 0 ? child : -1 - moduleOf.get(below)!)!;
  };
  return {
    formula: {
      events: inputs.size,
      need: [...gates.keys()].map((gate) => formula.need[gate]!),
      children: [...gates.keys()].map((gate) => formula.children[gate]!.map(local)),
    },
    inputs: [...inputs.keys()],
  };
}

import { components, isCircular } from './components.ts';
import type { Formula, RootedFormula } from './formula.ts';

interface Gate {
  need: number;
  children: number[];
}

/**
 * The same function with fewer gates: what always or never holds is taken out (two linear sweeps, exact for monotone
 * equations), gates that ask one child for itself are passed through, AND under AND and OR under OR are merged, and
 * what the top does not reach is dropped. Events keep their numbers.
 */
export function simplify({ formula, top }: RootedFormula): RootedFormula {
  if (typeof top === 'boolean' || top < formula.events) return { formula, top };
  const { events } = formula;
  const always = holding(formula, false);
  const possible = holding(formula, true);
  if (always[top] === 1) return { formula, top: true };
  if (possible[top] === 0) return { formula, top: false };
  const gates = formula.children.map((children, gate): Gate => {
    const certain = children.filter((child) => always[child] === 1).length;
    const open = children.filter((child) => always[child] === 0 && possible[child] === 1);
    return distinct({ need: formula.need[gate]! - certain, children: open });
  });
  const through = passThrough(events, gates);
  const newTop = through(top);
  for (const gate of gates) Object.assign(gate, distinct({ ...gate, children: gate.children.map(through) }));
  return { formula: renumber(events, merge(events, gates, newTop), newTop), top: newTop < events ? newTop : events };
}

/** Which nodes hold in the least solution when no event (or every event) holds. */
function holding(formula: Formula, allEvents: boolean): Uint8Array {
  const { events, need, children } = formula;
  const parents: number[][] = Array.from({ length: events + need.length }, () => []);
  for (const [gate, list] of children.entries()) for (const child of list) parents[child]!.push(gate);
  const holds = new Uint8Array(events + need.length);
  const missing = Int32Array.from(need);
  const queue: number[] = [];
  for (let event = 0; allEvents && event < events; event++) queue.push(event);
  for (const [gate, count] of need.entries()) if (count <= 0) queue.push(events + gate);
  for (const node of queue) holds[node] = 1;
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const gate of parents[node]!) {
      if (--missing[gate]! === 0 && holds[events + gate] === 0) {
        holds[events + gate] = 1;
        queue.push(events + gate);
      }
    }
  }
  return holds;
}

/** AND and OR count a repeated child once; "at least k" counts it as often as it is listed. */
function distinct({ need, children }: Gate): Gate {
  const once = [...new Set(children)];
  if (once.length === children.length || (need > 1 && need < children.length)) return { need, children };
  return { need: need === 1 ? 1 : once.length, children: once };
}

function passThrough(events: number, gates: readonly Gate[]): (node: number) => number {
  return (node) => {
    let at = node;
    for (let gate = gates[at - events]; gate?.children.length === 1; gate = gates[at - events]) at = gate.children[0]!;
    return at;
  };
}

/** Merges AND into AND and OR into OR where the child has this one parent and is in no circle. */
function merge(events: number, gates: readonly Gate[], top: number): Gate[] {
  const merged = [...gates];
  const formula = asFormula(events, gates);
  const order = components(formula, top);
  const circular = new Set(order.filter((component) => isCircular(formula, component)).flat());
  const parents = new Int32Array(events + gates.length);
  for (const gate of order.flat()) for (const child of gates[gate]!.children) parents[child]!++;
  for (const [gate] of order) {
    const kind = kindOf(merged[gate!]!);
    if (kind === 'other' || circular.has(gate!)) continue;
    const children = merged[gate!]!.children.flatMap((child) => {
      const below = merged[child - events];
      const own =
        below !== undefined && parents[child] === 1 && kindOf(below) === kind && !circular.has(child - events);
      return own ? below.children : [child];
    });
    merged[gate!] = distinct({ need: kind === 'or' ? 1 : children.length, children });
  }
  return merged;
}

function kindOf({ need, children }: Gate): 'or' | 'and' | 'other' {
  if (need === 1) return 'or';
  return need === children.length ? 'and' : 'other';
}

/** Keeps what the top reaches; the top becomes the first gate. */
function renumber(events: number, gates: readonly Gate[], top: number): Formula {
  if (top < events) return { events, need: [], children: [] };
  const number = new Map([[top, events]]);
  const kept: Gate[] = [];
  for (const node of number.keys()) {
    const gate = gates[node - events]!;
    kept.push(gate);
    for (const child of gate.children)
      if (child >= events && !number.has(child)) number.set(child, events + number.size);
  }
  return asFormula(
    events,
    kept.map(({ need, children }) => ({ need, children: children.map((child) => number.get(child) ?? child) })),
  );
}

function asFormula(events: number, gates: readonly Gate[]): Formula {
  return { events, need: gates.map(({ need }) => need), children: gates.map(({ children }) => children) };
}

import type { Formula } from './formula.ts';

/**
 * Gates under `top` that depend on each other in circles, as lists; every list comes after all the lists that it
 * depends on. A gate outside any circle is a list of its own. (Tarjan, with its own stack: trees can be deep.)
 */
export function components(formula: Formula, top: number): number[][] {
  const { events, children } = formula;
  const index = new Int32Array(children.length).fill(-1);
  const low = new Int32Array(children.length);
  const open = new Uint8Array(children.length);
  const found: number[][] = [];
  const waiting: number[] = [];
  const path: number[] = [];
  const next = new Int32Array(children.length);
  let clock = 0;
  const enter = (gate: number): void => {
    index[gate] = low[gate] = clock++;
    open[gate] = 1;
    waiting.push(gate);
    path.push(gate);
  };
  if (top >= events) enter(top - events);
  for (let gate = path.at(-1); gate !== undefined; gate = path.at(-1)) {
    const child = children[gate]![next[gate]!];
    if (child !== undefined) {
      next[gate]!++;
      const below = child - events;
      if (below < 0) continue;
      if (index[below] === -1) enter(below);
      else if (open[below] === 1) low[gate] = Math.min(low[gate]!, index[below]!);
      continue;
    }
    path.pop();
    const above = path.at(-1);
    if (above !== undefined) low[above] = Math.min(low[above]!, low[gate]!);
    if (low[gate] !== index[gate]) continue;
    const component = waiting.splice(waiting.lastIndexOf(gate));
    for (const member of component) open[member] = 0;
    found.push(component);
  }
  return found;
}

/** True when the gates of this component need one another in a circle. */
export function isCircular(formula: Formula, component: readonly number[]): boolean {
  const [gate] = component;
  return component.length > 1 || formula.children[gate!]!.includes(formula.events + gate!);
}

export function hasCircle(formula: Formula, top: number): boolean {
  return components(formula, top).some((component) => isCircular(formula, component));
}

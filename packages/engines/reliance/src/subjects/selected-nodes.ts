import type { NodeSpace } from '../indices/node-space.ts';
import type { Selection } from './select-subject.ts';
import { itemKinds } from './subject-fields.ts';

/** The nodes of the graph that a selection withdraws. */
export function selectedNodes(space: NodeSpace, selection: Selection): Int32Array {
  const nodes = new Int32Array(itemKinds.reduce((sum, kind) => sum + selection.items[kind].length, 0));
  let at = 0;
  for (const kind of itemKinds) {
    for (const item of selection.items[kind]) nodes[at++] = space.first[kind] + item;
  }
  return nodes;
}

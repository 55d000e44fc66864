import { childrenOf } from './children-of.ts';
import type { Propagation } from './propagation.ts';

/** What one node can fall by: a graph of its own with new numbers. */
export interface Cone {
  readonly graph: Propagation;
  /** Number in the whole graph of each node of the cone; the node asked for is the first. */
  readonly nodes: Int32Array;
}

/** Finds cones in one graph; turning the graph around is done once. */
export function conesOf(graph: Propagation): (node: number) => Cone {
  const { start, entry, slack, parent } = graph;
  const children = childrenOf(graph);
  const place = new Int32Array(start.length - 1).fill(-1);
  return (node) => {
    const nodes = [node];
    place[node] = 0;
    for (let at = 0; at < nodes.length; at += 1) {
      const one = nodes[at] as number;
      for (let edge = children.start[one] as number; edge < (children.start[one + 1] as number); edge += 1) {
        const child = children.child[edge] as number;
        if (place[child] !== -1) continue;
        place[child] = nodes.length;
        nodes.push(child);
      }
    }
    const groups = new Map<number, number>();
    const [newSlack, newParent, newEntry, newStart]: [number[], number[], number[], number[]] = [[], [], [], [0]];
    for (const one of nodes) {
      for (let edge = start[one] as number; edge < (start[one + 1] as number); edge += 1) {
        const up = entry[edge] as number;
        const owner = place[up >= 0 ? up : (parent[~up] as number)] as number;
        if (owner === -1) continue;
        if (up >= 0) {
          newEntry.push(owner);
          continue;
        }
        let group = groups.get(~up);
        if (group === undefined) {
          groups.set(~up, (group = newSlack.length));
          newSlack.push(slack[~up] as number);
          newParent.push(owner);
        }
        newEntry.push(~group);
      }
      newStart.push(newEntry.length);
    }
    for (const one of nodes) place[one] = -1;
    return {
      nodes: Int32Array.from(nodes),
      graph: {
        start: Int32Array.from(newStart),
        entry: Int32Array.from(newEntry),
        slack: Int32Array.from(newSlack),
        parent: Int32Array.from(newParent),
      },
    };
  };
}

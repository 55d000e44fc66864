import type { RequirementGraph } from '@underpin/cut-sets';
import type { Reliance } from '@underpin/reliance';

/** The requirement groups of a reliance graph in one bound: what falls with any child needs each one, the others as many as they cannot lose. */
export function requirementGraph(reliance: Reliance, bound: 'atLeast' | 'atMost'): RequirementGraph {
  const { start, entry, slack, parent } = reliance.graph[bound];
  const nodes = reliance.graph.space.count;
  const members = new Int32Array(slack.length);
  let single = 0;
  for (const target of entry) {
    if (target >= 0) single += 1;
    else members[~target] = (members[~target] ?? 0) + 1;
  }
  const groups = single + slack.length;
  const childStart = new Int32Array(groups + 1);
  const groupNode = new Int32Array(groups);
  const threshold = new Int32Array(groups);
  for (let group = 0; group < slack.length; group += 1) {
    groupNode[group] = parent[group] ?? 0;
    threshold[group] = (members[group] ?? 0) - (slack[group] ?? 0);
    childStart[group + 1] = (childStart[group] ?? 0) + (members[group] ?? 0);
  }
  const children = new Int32Array(entry.length);
  const next = childStart.slice(0, slack.length);
  let place = childStart[slack.length] ?? 0;
  let group = slack.length;
  for (let child = 0; child < nodes; child += 1) {
    for (let at = start[child] ?? 0; at < (start[child + 1] ?? 0); at += 1) {
      const target = entry[at] ?? 0;
      if (target < 0) {
        children[next[~target] ?? 0] = child;
        next[~target] = (next[~target] ?? 0) + 1;
        continue;
      }
      groupNode[group] = target;
      threshold[group] = 1;
      children[place] = child;
      place += 1;
      group += 1;
      childStart[group] = place;
    }
  }
  return { nodes, groupNode, threshold, childStart, children };
}

import type { Finding, OwnershipGraph } from '@underpin/model';

/** A warning about the statement behind an edge, at its place in its source. */
export function sourceFinding(
  graph: OwnershipGraph,
  row: number,
  said: Pick<Finding, 'rule' | 'key' | 'value' | 'expected' | 'message'>,
): Finding {
  const { source, line } = graph.edges.origins;
  const file = graph.sources[source[row] ?? -1] ?? '';
  const at = line[row] ?? 0;
  return {
    ...said,
    severity: 'warning',
    location: at >= 1 ? { file, line: at } : { file },
    source: 'Underpin: control, views of ownership',
  };
}

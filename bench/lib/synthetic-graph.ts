import { seededRandom } from '@underpin/model';
import type { Requirements } from '@underpin/reliance';

/** Size of a made-up requirement graph; the seed decides the rest. */
export interface GraphSize {
  readonly seed: number;
  readonly nodes: number;
  readonly edges: number;
  /** Nodes of the lowest layer: they stand by themselves. */
  readonly providers: number;
  /** Share of the other nodes that stand on any one of their children. */
  readonly anyOf: number;
  /** Share of the other nodes that need two of their children; what is left needs all. */
  readonly twoOf: number;
}

/**
 * A layered graph without cycles: providers below, then five layers, each drawing distinct children from the layers
 * below by Zipf's law (low numbers often). The last layer holds the functions.
 */
export function syntheticGraph(size: GraphSize): {
  readonly requirements: Requirements;
  readonly firstFunction: number;
} {
  const random = seededRandom(size.seed);
  const { nodes, providers, edges } = size;
  const layers = [0.1, 0.15, 0.2, 0.25].reduce<number[]>(
    (bounds, share) => [...bounds, (bounds.at(-1) as number) + Math.floor((nodes - providers) * share)],
    [providers],
  );
  layers.push(nodes);
  const groups = nodes - providers;
  const parent = new Int32Array(groups);
  const threshold = new Int32Array(groups);
  const start = new Int32Array(groups + 1);
  const child = new Int32Array(edges + 64);
  const seen = new Int32Array(nodes).fill(-1);
  let count = 0;
  for (let layer = 0; layer + 1 < layers.length; layer += 1) {
    const below = layers[layer] as number;
    for (let node = below; node < (layers[layer + 1] as number); node += 1) {
      const group = node - providers;
      const share = (edges - count) / (nodes - node);
      const wanted = 1 + Math.min(40, Math.floor(-Math.log(1 - random()) * (share - 0.5)));
      for (let at = 0; at < wanted && count < edges; at += 1) {
        const one = Math.min(below - 1, Math.floor(below ** random()) - 1);
        if (seen[one] === node) continue;
        seen[one] = node;
        child[count++] = one;
      }
      const members = count - (start[group] as number);
      const kind = random();
      parent[group] = node;
      threshold[group] = kind < size.anyOf ? 1 : kind < size.anyOf + size.twoOf ? 2 : members;
      start[group + 1] = count;
    }
  }
  return {
    requirements: { nodes, parent, threshold, start, child: child.subarray(0, count) },
    firstFunction: layers.at(-2) as number,
  };
}

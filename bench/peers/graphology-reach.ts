import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import graphology from 'graphology';

/** Build and reachability of a hub with graphology. Argument: edge file. Output: JSON; reading the file is not timed. */
const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../node_modules/graphology/package.json'), 'utf8'),
) as { version: string };
const bytes = readFileSync(process.argv[2] ?? '');
const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const [nodes = 0, edges = 0, hub = 0] = numbers;
const seconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};
const started = process.cpuUsage();
const graph = new graphology.DirectedGraph({ allowSelfLoops: false });
for (let node = 0; node < nodes; node += 1) graph.addNode(node);
for (let edge = 0; edge < edges; edge += 1) graph.addDirectedEdge(numbers[3 + edge], numbers[3 + edges + edge]);
const buildCpuSeconds = seconds(started);
const asked = process.cpuUsage();
const reached = new Set([String(hub)]);
for (const node of reached) graph.forEachOutNeighbor(node, (next) => reached.add(next));
const reachCpuSeconds = seconds(asked);
console.log(
  JSON.stringify({
    version: manifest.version,
    runtime: `Node ${process.version}`,
    buildCpuSeconds,
    reachCpuSeconds,
    reached: reached.size,
  }),
);

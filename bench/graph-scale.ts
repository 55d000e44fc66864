import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRankJob } from '@underpin/app';
import {
  nodeFalls,
  type RankJob,
  rankColumns,
  RankWork,
  type Requirements,
  requirementGraph,
  Walker,
  Withdrawals,
} from '@underpin/reliance';
import { writeEdgeFile } from './lib/edge-file.ts';
import { median } from './lib/measure.ts';
import { recordResult } from './lib/record-result.ts';
import { type GraphSize, syntheticGraph } from './lib/synthetic-graph.ts';
import { rounded, timed } from './lib/timed.ts';

/**
 * A requirement graph of 1 million nodes and 5 million edges: build and one what-if on the largest hub against
 * python-igraph (same graph; a list of tuples is its fastest input: an array takes it twice as long), NetworkX and graphology (a fifth of the size, compared per edge); all single points of the
 * any-of graph; every provider ranked, in one thread and in workers.
 *
 * Peers answer reachability: the what-if of the graph in which every child is needed. There the number fallen must be
 * theirs. Ratios are of processor time: ours the median of warm runs (cold beside it), theirs one run in a fresh process.
 * Ours both ways: one question put to the requirements as they are (`Withdrawals`, which lays out no index for it), and
 * the index built that many questions share, with the first walk over it (`requirementGraph`, `Walker`).
 */
const size: GraphSize = {
  seed: 20261121,
  nodes: 1_000_000,
  edges: 5_000_000,
  providers: 10_000,
  anyOf: 0.3,
  twoOf: 0.1,
};
const small: GraphSize = { ...size, nodes: 200_000, edges: 1_000_000, providers: 2_000 };
const runs = 15;
const folder = mkdtempSync(join(tmpdir(), 'underpin-bench-'));

interface PeerAnswer {
  readonly version: string;
  readonly runtime: string;
  readonly buildCpuSeconds: number;
  readonly reachCpuSeconds: number;
  readonly reached: number;
}

function ask(commands: readonly string[], script: string, file: string): PeerAnswer | { readonly error: string } {
  const path = join(import.meta.dirname, 'peers', script);
  let error = 'not asked';
  for (const command of commands) {
    const run = spawnSync(command, [path, file], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const answer = (run.stdout ? JSON.parse(run.stdout) : { error: run.stderr || String(run.error) }) as PeerAnswer & {
      error?: string;
    };
    if (answer.error === undefined) return answer;
    error = answer.error;
  }
  return { error };
}

const withThreshold = (requirements: Requirements, threshold: number): Requirements => ({
  ...requirements,
  threshold: new Int32Array(requirements.threshold.length).fill(threshold),
});
const allOf = (requirements: Requirements): Requirements => withThreshold(requirements, 2 ** 30);

function hubOf({ nodes, child }: Requirements): number {
  const uses = new Int32Array(nodes);
  for (const one of child) uses[one] = (uses[one] as number) + 1;
  return uses.indexOf(uses.reduce((most, count) => Math.max(most, count), 0));
}

/** From requirements to the answer: with nothing asked before, and with an index that later questions use again. */
const ways = {
  oneQuestion: (requirements: Requirements, hub: number) => {
    const { value: withdrawals, ...built } = timed(() => new Withdrawals(requirements));
    return { built, asked: timed(() => withdrawals.withdraw([hub])) };
  },
  indexed: (requirements: Requirements, hub: number) => {
    const { value: graph, ...built } = timed(() => requirementGraph(requirements));
    return { built, asked: timed(() => new Walker(graph).withdraw([hub])) };
  },
};
type Way = keyof typeof ways;

function buildAndAsk(requirements: Requirements, hub: number, way: Way) {
  const times = Array.from({ length: runs }, () => ways[way](requirements, hub));
  const of = (which: 'built' | 'asked', clock: 'seconds' | 'cpuSeconds') =>
    rounded(median(times.map((run) => run[which][clock])));
  const first = times[0] as (typeof times)[number];
  return {
    fallen: first.asked.value,
    buildSeconds: of('built', 'seconds'),
    buildCpuSeconds: of('built', 'cpuSeconds'),
    whatIfSeconds: of('asked', 'seconds'),
    whatIfCpuSeconds: of('asked', 'cpuSeconds'),
    togetherCpuSeconds: rounded(median(times.map(({ built, asked }) => built.cpuSeconds + asked.cpuSeconds))),
    coldTogetherCpuSeconds: rounded(first.built.cpuSeconds + first.asked.cpuSeconds),
  };
}

const bothWays = (requirements: Requirements, hub: number) => ({
  oneQuestion: buildAndAsk(requirements, hub, 'oneQuestion'),
  indexed: buildAndAsk(requirements, hub, 'indexed'),
});

function against(peer: ReturnType<typeof ask>, edges: number, fallen: number, goal: number) {
  if ('error' in peer) return { notRun: peer.error };
  if (peer.reached !== fallen) throw new Error(`The peer reached ${peer.reached} nodes, Underpin ${fallen}`);
  const perEdge = (peer.buildCpuSeconds + peer.reachCpuSeconds) / edges;
  const times = (seconds: number) => rounded(perEdge / (seconds / needed.edges), 3);
  const ratios = (way: Way) => ({
    warm: times(needed[way].togetherCpuSeconds),
    cold: times(needed[way].coldTogetherCpuSeconds),
  });
  return {
    ...peer,
    buildCpuSeconds: rounded(peer.buildCpuSeconds),
    reachCpuSeconds: rounded(peer.reachCpuSeconds),
    edges,
    nanosecondsPerEdge: rounded(perEdge * 1e9),
    timesFaster: { oneQuestion: ratios('oneQuestion'), indexed: ratios('indexed') },
    goal,
  };
}

const { requirements, firstFunction } = syntheticGraph(size);
const hub = hubOf(requirements);
const edges = requirements.child.length;
const needed = { edges, ...bothWays(allOf(requirements), hub) };
const mixed = bothWays(requirements, hub);
const smallGraph = syntheticGraph(small).requirements;
const smallHub = hubOf(smallGraph);
const smallFallen = new Withdrawals(allOf(smallGraph)).withdraw([smallHub]);
if (
  new Set([needed.oneQuestion.fallen, needed.indexed.fallen]).size > 1 ||
  mixed.oneQuestion.fallen !== mixed.indexed.fallen
)
  throw new Error('Sweeps and index disagree');

const [file, smallFile] = [join(folder, 'large'), join(folder, 'small')];
writeEdgeFile(file, requirements, hub);
writeEdgeFile(smallFile, smallGraph, smallHub);
const pythons = ['python3', '/usr/bin/python3'];
const igraph = against(ask(pythons, 'igraph_reach.py', file), edges, needed.indexed.fallen, 10);
const smallEdges = smallGraph.child.length;
const networkx = against(ask(pythons, 'networkx_reach.py', smallFile), smallEdges, smallFallen, 100);
const graphology = against(ask([process.execPath], 'graphology-reach.ts', smallFile), smallEdges, smallFallen, 100);
rmSync(folder, { recursive: true });

const anyOf = withThreshold(requirements, 1);
const everyNode = new Uint8Array(size.nodes).fill(1);
const points = Array.from({ length: runs }, () => timed(() => nodeFalls(anyOf, everyNode)));
const tree = points[0] as (typeof points)[number];
const anyWalker = new Walker(requirementGraph(anyOf));
for (let provider = 0; provider < size.providers; provider += 1) {
  if (anyWalker.withdraw([provider]) !== tree.value.targets[provider])
    throw new Error(`The tree and the withdrawal of provider ${provider} disagree`);
}

const share = (bytes: number) => new SharedArrayBuffer(bytes);
const functions = size.nodes - firstFunction;
const institutions = 1_000;
const numbers = (count: number, of: (at: number) => number): Int32Array => {
  const array = new Int32Array(share(count * 4));
  for (let at = 0; at < count; at += 1) array[at] = of(at);
  return array;
};
const job: RankJob = {
  atMost: requirementGraph(requirements, share),
  atLeast: null,
  firstFunction,
  critical: new Uint8Array(share(functions)).fill(1),
  institution: numbers(functions, (at) => at % institutions),
  assets: new Float64Array(share(institutions * 8)).fill(1e6),
  start: numbers(size.providers + 1, (at) => at),
  node: numbers(size.providers, (at) => at),
};
const alone = rankColumns(size.providers, share);
const oneThread = timed(() => new RankWork(job).rank(0, size.providers, alone));
const inWorkers: Record<string, { seconds: number; cpuSeconds: number }> = {};
for (const workers of [1, 2]) {
  const columns = rankColumns(size.providers, share);
  const started = performance.now();
  const used = process.cpuUsage();
  await runRankJob(job, columns, size.providers, { workers, progress: { cancelled: false, report: () => {} } });
  const { user, system } = process.cpuUsage(used);
  inWorkers[workers] = {
    seconds: rounded((performance.now() - started) / 1e3),
    cpuSeconds: rounded((user + system) / 1e6),
  };
  for (const column of ['functionsAtMost', 'institutionsAtMost', 'assetsAtMost'] as const) {
    if (columns[column].some((value, at) => value !== alone[column][at]))
      throw new Error(`${workers} workers and one thread disagree on ${column}`);
  }
}

recordResult('graph-scale', {
  size: { ...size, edges },
  peersSize: { ...small, edges: smallEdges },
  mixed: { what: 'any-of, two-of and all-of as in size; one thread', ...mixed },
  allOf: { what: 'every child needed: the question that the peers answer', ...needed },
  peers: { igraph, networkx, graphology },
  singlePoints: {
    what: 'every group any-of: nodes felled by each of all nodes, equal to withdrawing each of the 10,000 providers',
    method: tree.value.method,
    singlePoints: tree.value.targets.reduce((sum, felled) => sum + (felled > 1 ? 1 : 0), 0),
    largest: tree.value.targets.reduce((most, felled) => Math.max(most, felled), 0),
    seconds: rounded(median(points.map((run) => run.seconds))),
    cpuSeconds: rounded(median(points.map((run) => run.cpuSeconds))),
    coldCpuSeconds: rounded(tree.cpuSeconds),
    goal: 0.2,
  },
  rankProviders: {
    what: 'functions, institutions and total assets lost with each of the 10,000 providers, mixed graph',
    oneThread: { seconds: rounded(oneThread.seconds), cpuSeconds: rounded(oneThread.cpuSeconds) },
    inWorkers,
    sameNumbers: true,
    functionsLostWithLargest: alone.functionsAtMost.reduce((most, lost) => Math.max(most, lost), 0),
    goal: 20,
  },
  peakMemoryGb: rounded(process.resourceUsage().maxRSS / 2 ** 20, 3),
});

import { spawnSync } from 'node:child_process';
import { criticality } from '@underpin/model';
import { buildReliance, ranking, selfReportedControl } from '@underpin/reliance';
import { recordResult } from './lib/record-result.ts';
import { medianTimes, rounded, timed } from './lib/timed.ts';
import { syntheticSector } from './lib/synthetic-sector.ts';

/**
 * Ranking every provider, group, maker, product line and country, against NetworkX asking one reachability per provider.
 * NetworkX asks the same subjects (all of them, no sample), at most only: the at-least bound is not reachability.
 * Ratios are of processor time, which holds on a busy machine. `timesFaster` compares the rankings on graphs already built; `timesFasterFromScratch` includes building graph and index.
 */
const size = {
  seed: 56_000,
  registers: 340,
  functionsEach: 20,
  usesEach: 100,
  arrangementsEach: 30,
  providers: 4_600,
  subcontracted: 0.05,
};
const sector = syntheticSector(size);
const control = selfReportedControl(sector);
const cold = timed(() => ranking(buildReliance(sector, control)));
const build = medianTimes(21, () => buildReliance(sector, control));
const reliance = buildReliance(sector, control);
const all = ranking(reliance);
medianTimes(30, () => ranking(reliance));
const ranked = medianTimes(51, () => ranking(reliance));
const fromScratch = medianTimes(21, () => ranking(buildReliance(sector, control)));

const { atMost, space } = reliance.graph;
const kinds = ['provider', 'group', 'country'] as const;
const child: number[] = [];
const parent: number[] = [];
for (let node = 0; node < space.count; node += 1) {
  for (let at = atMost.start[node] as number; at < (atMost.start[node + 1] as number); at += 1) {
    const entry = atMost.entry[at] as number;
    if (entry < 0) throw new Error('The at-most graph of a register has no threshold groups');
    child.push(node);
    parent.push(entry);
  }
}
const critical = [...sector.functions.critical.keys()].filter(
  (at) => sector.functions.critical[at] === criticality.yes,
);
const input = {
  nodes: space.count,
  child,
  parent,
  subjects: kinds.map((kind) => [...all[kind].subjects.node]),
  critical: critical.map((at) => space.first.function + at),
  institution: critical.map((at) => sector.functions.institution[at]),
  assets: [...sector.institutions.totalAssets],
};
const run = spawnSync('python3', [new URL('./peers/networkx_rank.py', import.meta.url).pathname], {
  input: JSON.stringify(input),
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
const peer = JSON.parse(
  run.stdout === '' ? JSON.stringify({ error: run.stderr || String(run.error) }) : run.stdout,
) as {
  error?: string;
  version: string;
  python: string;
  build: number;
  whatIfs: number[];
  functions: number[][];
  institutions: number[][];
  assets: number[][];
};
const ours = {
  what: 'all providers, groups, makers, product lines and countries, both bounds',
  buildSeconds: rounded(build.seconds),
  how: 'medians after 30 warm-up runs',
  coldBuildIndexAndRankSeconds: rounded(cold.seconds),
  rankSeconds: rounded(ranked.seconds),
  rankCpuSeconds: rounded(ranked.cpuSeconds),
  buildIndexAndRankSeconds: rounded(fromScratch.seconds),
  buildIndexAndRankCpuSeconds: rounded(fromScratch.cpuSeconds),
  subjects: Object.fromEntries(Object.entries(all).map(([kind, { subjects }]) => [kind, subjects.count])),
};
const graph = { nodes: space.count, edges: atMost.entry.length };
if (peer.error !== undefined) {
  recordResult('rank-all', { size, graph, ours, networkx: { notRun: peer.error } });
} else {
  const agree = kinds.every((kind, at) =>
    [...all[kind].functionsAtMost].every(
      (functions, subject) =>
        functions === peer.functions[at]?.[subject] &&
        all[kind].institutionsAtMost[subject] === peer.institutions[at]?.[subject] &&
        all[kind].assetsAtMost[subject] === peer.assets[at]?.[subject],
    ),
  );
  if (!agree) throw new Error('NetworkX and Underpin disagree');
  const total = peer.whatIfs.reduce((sum, one) => sum + one, 0);
  recordResult('rank-all', {
    size,
    graph,
    ours,
    networkx: {
      what: 'one reachability for each provider, group and country, at most only',
      version: peer.version,
      python: peer.python,
      rankCpuSeconds: rounded(total),
      buildAndRankCpuSeconds: rounded(peer.build + total),
      cpuSecondsByKind: Object.fromEntries(kinds.map((kind, at) => [kind, rounded(peer.whatIfs[at] ?? Number.NaN)])),
    },
    sameNumbers: agree,
    timesFaster: rounded(total / ranked.cpuSeconds, 3),
    timesFasterFromScratch: rounded((peer.build + total) / fromScratch.cpuSeconds, 3),
    goal: 100,
  });
}

import { rankInParallel } from '@underpin/app';
import { silent } from '@underpin/model';
import {
  buildReliance,
  concentration,
  criticalityIndicators,
  directShares,
  nthPartyOverlap,
  rankedKinds,
  ranking,
  selectSubject,
  selfReportedControl,
  topOf,
  whatIf,
} from '@underpin/reliance';
import { recordResult } from './lib/record-result.ts';
import { medianTimes, rounded, timed } from './lib/timed.ts';
import { syntheticSector } from './lib/synthetic-sector.ts';

/**
 * A sector of 30,000 registers with inventories: graph built, everything ranked (index included; one thread, then
 * workers), one what-if with the sector's figures in the same number, peak memory. Goals are for the clock of a machine that is
 * not busy with other work; processor time tells what it takes when it is.
 */
const size = {
  seed: 20261121,
  registers: 30_000,
  functionsEach: 20,
  usesEach: 100,
  arrangementsEach: 30,
  providers: 300_000,
  subcontracted: 0.3,
  inventory: { systemsEach: 10, assetsEach: 30, products: 5_000, makers: 400 },
};
const sector = syntheticSector(size);
const control = timed(() => selfReportedControl(sector));
const built = timed(() => buildReliance(sector, control.value));
const reliance = built.value;
const index = timed(() => reliance.rankWalkers());
const ranked = timed(() => ranking(reliance));
const groups = ranked.value.group;
const largest = topOf(groups, 1)[0] ?? 0;
const subject = timed(() =>
  selectSubject(sector, control.value, { expression: `group == "${groups.subjects.idOf(largest)}"` }),
);
if (!subject.value.ok) throw new Error(subject.value.reason);
const selection = subject.value.value;
const node = Int32Array.of(reliance.graph.space.first.group + largest);
const ask = () => {
  const answer = whatIf(reliance, node);
  return { answer, figures: answer.figures('sector') };
};
const cold = timed(ask);
const warm = medianTimes(9, ask);
const bySubject = timed(() => whatIf(reliance, selection));
const concentrated = timed(() => concentration(reliance, { dimension: 'group', weight: 'critical functions' }));
const shares = timed(() => directShares(reliance, selection));
const overlap = timed(() => nthPartyOverlap(reliance, 3));
const indicators = timed(() => criticalityIndicators(reliance).of(largest));
const steps = {
  control,
  buildGraph: built,
  rankIndex: index,
  rankEverything: ranked,
  selectLargestGroup: subject,
  whatIfLargestGroupWithFigures: warm,
  whatIfLargestGroupWithFiguresCold: cold,
  whatIfSelection: bySubject,
  concentrationByGroup: concentrated,
  directShares: shares,
  nthPartyOverlap: overlap,
  criticalityOfLargestGroup: indicators,
};
const { atLeast, atMost } = reliance.graph;
const again = timed(() => ranking(reliance));
const inWorkers: Record<string, { seconds: number; cpuSeconds: number }> = {};
for (const workers of [1, 2]) {
  const started = performance.now();
  const used = process.cpuUsage();
  const shared = await rankInParallel({ reliance }, rankedKinds, { workers, progress: silent });
  const { user, system } = process.cpuUsage(used);
  inWorkers[workers] = {
    seconds: rounded((performance.now() - started) / 1e3),
    cpuSeconds: rounded((user + system) / 1e6),
  };
  for (const kind of rankedKinds) {
    for (const column of ['functionsAtLeast', 'functionsAtMost', 'institutionsAtMost', 'assetsAtMost'] as const) {
      if (shared[kind][column].some((value, at) => value !== again.value[kind][column][at]))
        throw new Error(`${workers} workers and one thread disagree on ${column} of a ${kind}`);
    }
  }
}

recordResult('sector-scale', {
  size,
  graph: { nodes: reliance.graph.space.count, edgesAtLeast: atLeast.entry.length, edgesAtMost: atMost.entry.length },
  seconds: Object.fromEntries(Object.entries(steps).map(([step, { seconds }]) => [step, rounded(seconds)])),
  cpuSeconds: Object.fromEntries(Object.entries(steps).map(([step, { cpuSeconds }]) => [step, rounded(cpuSeconds)])),
  ranking: {
    what: 'every provider, group, maker, product line and country, both bounds; index made before',
    oneThread: { seconds: rounded(again.seconds), cpuSeconds: rounded(again.cpuSeconds) },
    inWorkers,
    sameNumbers: true,
    subjects: Object.fromEntries(rankedKinds.map((kind) => [kind, ranked.value[kind].subjects.count])),
  },
  largestGroup: {
    fallenAtMost: cold.value.answer.atMost.fallen.length,
    fallenAtLeast: cold.value.answer.atLeast.fallen.length,
    criticalFunctionsAtMost: groups.functionsAtMost[largest],
  },
  peakMemoryGb: rounded(process.resourceUsage().maxRSS / 2 ** 20, 3),
  goals: { buildGraph: 10, rankIndexAndRankEverything: 5, whatIfLargestGroupWithFigures: 0.2, peakMemoryGb: 4 },
});

import {
  buildReliance,
  concentration,
  criticalityIndicators,
  directShares,
  nthPartyOverlap,
  ranking,
  selectSubject,
  selfReportedControl,
  topOf,
  whatIf,
} from '@underpin/reliance';
import { recordResult } from './lib/record-result.ts';
import { rounded, timed } from './lib/timed.ts';
import { syntheticSector } from './lib/synthetic-sector.ts';

/** A sector of 30,000 registers: graph built, everything ranked, one what-if, peak memory. */
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
const questions = Array.from({ length: 5 }, () => timed(() => whatIf(reliance, node))).sort(
  (a, b) => a.seconds - b.seconds,
);
const question = questions[2] ?? timed(() => whatIf(reliance, node));
const figures = timed(() => question.value.figures('sector'));
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
  whatIfLargestGroup: question,
  whatIfSelection: bySubject,
  sectorFigures: figures,
  concentrationByGroup: concentrated,
  directShares: shares,
  nthPartyOverlap: overlap,
  criticalityOfLargestGroup: indicators,
};
const { atLeast, atMost } = reliance.graph;

recordResult('sector-scale', {
  size,
  graph: { nodes: reliance.graph.space.count, edgesAtLeast: atLeast.entry.length, edgesAtMost: atMost.entry.length },
  seconds: Object.fromEntries(Object.entries(steps).map(([step, { seconds }]) => [step, rounded(seconds)])),
  cpuSeconds: Object.fromEntries(Object.entries(steps).map(([step, { cpuSeconds }]) => [step, rounded(cpuSeconds)])),
  largestGroup: {
    fallenAtMost: question.value.atMost.fallen.length,
    fallenAtLeast: question.value.atLeast.fallen.length,
    criticalFunctionsAtMost: groups.functionsAtMost[largest],
  },
  peakMemoryGb: rounded(process.resourceUsage().maxRSS / 2 ** 20, 3),
  goals: { buildGraph: 10, rankEverything: 5, whatIf: 0.2, peakMemoryGb: 4 },
});

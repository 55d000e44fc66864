import { criticality, type Progress } from '@underpin/model';
import { rankedKinds, type Ranking, rankFigures, singlePoints, topOf } from '@underpin/reliance';
import type { RankingLine, RelianceFlow, SectorOverview } from '@underpin/report';
import { checkSummaries } from './check-summaries.ts';
import { coverageOf } from './coverage.ts';
import { countryName } from './labels.ts';
import { rankStudy } from '../workers/rank-study.ts';
import type { Study } from './study.ts';

const groupsTold = 15;
const flowGroups = 12;

export interface MakeOverviewOptions extends Pick<
  SectorOverview,
  'title' | 'notice' | 'reviews' | 'commands' | 'version'
> {
  readonly now: () => Date;
  readonly progress: Progress;
}

/** The sector at one glance: what it stands on, who submitted, what the checks said. */
export async function makeOverview(study: Study, options: MakeOverviewOptions): Promise<SectorOverview> {
  const { now, progress, ...told } = options;
  const { sector } = study.loaded;
  const coverage = coverageOf(study.loaded);
  const ranked = await rankStudy(study, rankedKinds, progress);
  const critical = sector.functions.critical.reduce((sum, state) => sum + (state === criticality.yes ? 1 : 0), 0);
  const points = singlePoints(ranked, ['provider', 'group', 'maker']);
  const certain = points.filter((point) => point.certain).length;
  return {
    ...told,
    asOf: sector.asOf,
    generatedAt: now().toISOString(),
    counts: [
      {
        label: 'institutions',
        value: coverage.institutions,
        note: `${coverage.withRegister} with a register, ${coverage.withInventory} with an inventory`,
      },
      { label: 'functions', value: sector.functions.count, note: `${critical} critical` },
      {
        label: 'service uses',
        value: sector.serviceUses.count,
        note: `under ${sector.arrangements.count} arrangements`,
      },
      { label: 'providers', value: sector.providers.count, note: `in ${study.control.groups.length} groups` },
      { label: 'assets', value: sector.assets.count, note: `of ${sector.products.count} products` },
      { label: 'single points', value: points.length, note: `${certain} of them for certain` },
    ],
    coverage,
    checks: checkSummaries(study.loaded),
    criticalFunctions: critical,
    groups: groupLines(study, ranked),
    flows: flowsOf(study, ranked),
  };
}

function groupLines(study: Study, ranked: Ranking): RankingLine[] {
  const { group } = ranked;
  return topOf(group, groupsTold, 'functionsAtMost').map((subject): RankingLine => ({
    kind: 'group',
    id: group.subjects.idOf(subject),
    name: group.subjects.nameOf(subject),
    criticalLost: { atLeast: group.functionsAtLeast[subject] ?? 0, atMost: group.functionsAtMost[subject] ?? 0 },
    institutionsHit: {
      atLeast: group.institutionsAtLeast[subject] ?? 0,
      atMost: group.institutionsAtMost[subject] ?? 0,
    },
    inSubject: false,
    figure: rankFigures(study.reliance, group, subject)[0]?.id ?? null,
  }));
}

/** For the groups on top: how many critical functions of each institution use their services, counted once each. */
function flowsOf(study: Study, ranked: Ranking): RelianceFlow[] {
  const { sector } = study.loaded;
  const { functions, serviceUses, institutions } = sector;
  const shown = new Set(topOf(ranked.group, flowGroups, 'functionsAtMost'));
  const counts = new Map<string, { group: number; institution: number; functions: Set<number> }>();
  for (let use = 0; use < serviceUses.count; use += 1) {
    const [provider, fn] = [serviceUses.provider[use] ?? -1, serviceUses.function[use] ?? -1];
    if (provider < 0 || fn < 0 || functions.critical[fn] !== criticality.yes) continue;
    const group = study.control.group[provider] ?? -1;
    const institution = functions.institution[fn] ?? -1;
    if (!shown.has(group) || institution < 0) continue;
    const key = `${group} ${institution}`;
    const found = counts.get(key) ?? { group, institution, functions: new Set<number>() };
    found.functions.add(fn);
    counts.set(key, found);
  }
  return [...counts.values()].map(({ group, institution, functions: used }) => {
    const holder = study.control.groups[group];
    const country =
      holder === undefined || holder.countryIndex < 0 ? null : (study.control.countries[holder.countryIndex] ?? null);
    return {
      country: country === null ? null : countryName(country),
      group: holder?.name ?? '',
      institution: institutions.name[institution] ?? '',
      criticalFunctions: used.size,
    };
  });
}

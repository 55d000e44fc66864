import type { Bounds } from '@underpin/model';
import { criticality, basisRowOf } from '@underpin/model';
import type { BasisRow } from '@underpin/model';
import policy from '../../policies/criticality-2024-1502.json' with { type: 'json' };
import type { Reliance } from '../build-reliance.ts';
import { rowsByKey } from '../indices/rows-by-key.ts';
import { assessmentsOf } from './assessments-of.ts';
import { oneOf } from './same-code.ts';

/** Systemic status that supervisors give; registers do not hold it. */
export interface SystemicStatus {
  readonly kind: 'G-SII' | 'O-SII' | 'infrastructure' | 'other';
  /** O-SII score, where known. */
  readonly score?: number;
}

export interface CriticalityOptions {
  /** By LEI. Without it sub-criteria 2.1 and 2.2 are unobserved. */
  readonly systemic?: ReadonlyMap<string, SystemicStatus>;
  /** Financial entities of a category and their total assets in the currency of the sector; without it, the sector's own. */
  readonly populations?: ReadonlyMap<string, { readonly count: number; readonly totalAssets: number }>;
}

export type IndicatorCode = '1.1' | '1.2' | '2.1' | '2.2' | '4.1' | '4.2';
export type Threshold = 'met' | 'not met' | 'possible' | 'unobserved';

export interface Indicator {
  readonly code: IndicatorCode;
  readonly title: string;
  /** Category of financial entities, for those measured by category. */
  readonly category: string | null;
  /** A share, or for 2.1 and 2.2 a number of entities; null when unobserved. */
  readonly value: Bounds | null;
  readonly threshold: Threshold;
  readonly policy: { readonly id: string; readonly source: string; readonly validFrom: string };
  readonly basis: () => readonly BasisRow[];
}

/**
 * Step-1 and substitutability indicators of Delegated Regulation (EU) 2024/1502 for the groups of a sector. At least:
 * direct uses for functions declared critical. At most: also as a subcontractor, and for functions of unobserved
 * criticality.
 *
 * Example: `criticalityIndicators(reliance).of(reliance.control.group[provider])`.
 */
export function criticalityIndicators(
  reliance: Reliance,
  options: CriticalityOptions = {},
): { of(group: number): readonly Indicator[] } {
  const { sector, control, totalAssets } = reliance;
  const { serviceUses, institutions, functions, supply, assessments } = sector;
  const groupOf = (provider: number) => (provider < 0 ? -1 : (control.group[provider] as number));
  const directUses = rowsByKey(serviceUses.provider.map(groupOf), control.groups.length);
  const links = rowsByKey(
    supply.provider.map((provider, row) => ((supply.rank[row] as number) >= 2 ? groupOf(provider) : -1)),
    control.groups.length,
  );
  const usesOf = rowsByKey(serviceUses.arrangement, sector.arrangements.count);
  const assessmentOf = assessmentsOf(sector);
  const members = rowsByKey(institutions.type.codes, institutions.type.values.length);
  const source = { id: policy.id, source: policy.source, validFrom: policy.validFrom };
  const stateOf = (use: number) => {
    const fn = serviceUses.function[use] as number;
    return fn < 0 ? criticality.unobserved : functions.critical[fn];
  };
  const fieldOf = (row: number, field: 'substitutability' | 'reason' | 'alternatives' | 'reintegration') =>
    assessments[field].values[assessments[field].codes[row] as number];
  const noAlternative = (row: number) =>
    (oneOf(policy.noAlternative.substitutability)(fieldOf(row, 'substitutability')) &&
      oneOf(policy.noAlternative.reason)(fieldOf(row, 'reason'))) ||
    oneOf(policy.noAlternative.alternatives)(fieldOf(row, 'alternatives'));
  const hardToMigrate = (row: number) =>
    oneOf(policy.hardToMigrate.substitutability)(fieldOf(row, 'substitutability')) ||
    oneOf(policy.hardToMigrate.reason)(fieldOf(row, 'reason')) ||
    oneOf(policy.hardToMigrate.reintegration)(fieldOf(row, 'reintegration'));

  const of = (group: number): Indicator[] => {
    const uses: number[] = [];
    const [sure, maybe, noExit, noExitMaybe, hard, hardMaybe] = Array.from({ length: 6 }, () => new Set<number>()) as [
      Set<number>,
      Set<number>,
      Set<number>,
      Set<number>,
      Set<number>,
      Set<number>,
    ];
    for (let at = directUses.start[group] as number; at < (directUses.start[group + 1] as number); at += 1) {
      const use = directUses.row[at] as number;
      const state = stateOf(use);
      if (state === criticality.no) continue;
      const institution = serviceUses.institution[use] as number;
      uses.push(use);
      maybe.add(institution);
      if (state === criticality.yes) sure.add(institution);
      const row = assessmentOf(use);
      if (row === -1 || noAlternative(row)) noExitMaybe.add(institution);
      if (row === -1 || hardToMigrate(row)) hardMaybe.add(institution);
      if (row === -1 || state !== criticality.yes) continue;
      if (noAlternative(row)) noExit.add(institution);
      if (hardToMigrate(row)) hard.add(institution);
    }
    for (let at = links.start[group] as number; at < (links.start[group + 1] as number); at += 1) {
      const link = links.row[at] as number;
      const arrangement = supply.arrangement[link] as number;
      if (arrangement < 0) continue;
      const type = supply.serviceType.values[supply.serviceType.codes[link] as number];
      for (let one = usesOf.start[arrangement] as number; one < (usesOf.start[arrangement + 1] as number); one += 1) {
        const use = usesOf.row[one] as number;
        if (serviceUses.serviceType.values[serviceUses.serviceType.codes[use] as number] !== type) continue;
        if (stateOf(use) === criticality.no) continue;
        uses.push(use);
        maybe.add(serviceUses.institution[use] as number);
      }
    }
    if (maybe.size === 0) return [];
    const basisOf = (inside: ReadonlySet<number>) => () =>
      uses
        .filter((use) => inside.has(serviceUses.institution[use] as number))
        .map((use) =>
          basisRowOf(
            sector,
            serviceUses.origins,
            use,
            `${institutions.name[serviceUses.institution[use] as number]} uses ${control.groups[group]?.name} for a critical function`,
          ),
        );
    const indicators: Indicator[] = [];
    const shareIndicator = (
      code: '1.1' | '1.2' | '4.1' | '4.2',
      type: number,
      least: ReadonlySet<number>,
      most: ReadonlySet<number>,
      weightOf: (institution: number) => number,
      total: number,
    ) => {
      const sum = (set: ReadonlySet<number>) =>
        [...set].filter((at) => institutions.type.codes[at] === type).reduce((all, at) => all + weightOf(at), 0);
      const value = total > 0 ? { atLeast: sum(least) / total, atMost: sum(most) / total } : null;
      const { title, threshold } = policy.indicators[code];
      const category = institutions.type.values[type] as string;
      indicators.push({
        code,
        title,
        category,
        value,
        threshold: against(value, threshold),
        policy: source,
        basis: basisOf(most),
      });
    };
    for (let type = 0; type < institutions.type.values.length; type += 1) {
      if (![...maybe].some((at) => institutions.type.codes[at] === type)) continue;
      const population = options.populations?.get(institutions.type.values[type] as string);
      const own = members.row.subarray(members.start[type], members.start[type + 1]);
      const count = population?.count ?? own.length;
      const known = own.reduce((sum, at) => sum + (totalAssets.values[at] || 0), 0);
      const one = () => 1;
      shareIndicator('1.1', type, sure, maybe, one, count);
      shareIndicator('1.2', type, sure, maybe, (at) => totalAssets.values[at] || 0, population?.totalAssets ?? known);
      shareIndicator('4.1', type, noExit, noExitMaybe, one, count);
      shareIndicator('4.2', type, hard, hardMaybe, one, count);
    }
    indicators.push(...systemicIndicators(sure, maybe, basisOf(maybe)));
    return indicators.sort((a, b) => a.code.localeCompare(b.code));
  };

  const systemicIndicators = (
    sure: ReadonlySet<number>,
    maybe: ReadonlySet<number>,
    basis: () => readonly BasisRow[],
  ): Indicator[] => {
    const counts = (set: ReadonlySet<number>) => {
      const found = [...set].flatMap((at) => options.systemic?.get(institutions.lei[at] as string) ?? []);
      const number = (kind: SystemicStatus['kind']) => found.filter((one) => one.kind === kind).length;
      const heavy = found.filter(
        (one) => one.kind === 'O-SII' && (one.score ?? 0) > policy.indicators['2.1'].score,
      ).length;
      return {
        gSiis: number('G-SII'),
        oSiis: number('O-SII'),
        heavy,
        infrastructures: number('infrastructure'),
        others: number('other'),
      };
    };
    const [least, most] = [counts(sure), counts(maybe)];
    const first = policy.indicators['2.1'];
    const second = policy.indicators['2.2'];
    const meets = {
      '2.1': (one: typeof least) =>
        one.gSiis >= first.gSiis || one.oSiis >= first.oSiis || one.heavy >= first.oSiisAboveScore,
      '2.2': (one: typeof least) => one.infrastructures >= second.infrastructures || one.others >= second.others,
    };
    const numberOf = {
      '2.1': (one: typeof least) => one.gSiis + one.oSiis,
      '2.2': (one: typeof least) => one.infrastructures + one.others,
    };
    return (['2.1', '2.2'] as const).map((code) => {
      const observed = options.systemic !== undefined;
      const threshold = !observed
        ? 'unobserved'
        : meets[code](least)
          ? 'met'
          : meets[code](most)
            ? 'possible'
            : 'not met';
      const value = observed ? { atLeast: numberOf[code](least), atMost: numberOf[code](most) } : null;
      return { code, title: policy.indicators[code].title, category: null, value, threshold, policy: source, basis };
    });
  };
  return { of };
}

function against(value: Bounds | null, threshold: number): Threshold {
  if (value === null) return 'unobserved';
  if (value.atLeast >= threshold) return 'met';
  return value.atMost >= threshold ? 'possible' : 'not met';
}

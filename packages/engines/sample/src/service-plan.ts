import { between, pick, pickWeighted, randomFor } from './choose.ts';
import { inventedEuid } from './invented-codes.ts';
import { inventedPlace } from './invented-names.ts';
import type { InstitutionPlan, PlannedFunction } from './institution-plan.ts';
import { chainBelow, contractor, ibm, trades } from './market.ts';
import type { Market, Provider, Trade } from './market.ts';

export interface PlannedArrangement {
  readonly reference: string;
  readonly provider: Provider;
  readonly trade: Trade;
  /** S01..S19. */
  readonly serviceType: string;
  readonly overarching: string | null;
  readonly isOverarching: boolean;
  readonly annualExpense: number;
  readonly start: string;
  readonly end: string;
  readonly noticeInstitution: number;
  readonly noticeProvider: number;
  readonly provisionCountry: string;
  /** Country where data rest; null when the provider stores none. */
  readonly dataCountry: string | null;
  readonly chain: readonly Provider[];
  /** The arrangement with an outside provider that this one inside the group passes on. */
  readonly passesOn: string | null;
}

export interface PlannedUse {
  readonly arrangement: PlannedArrangement;
  readonly lei: string;
  readonly function: PlannedFunction;
  /** EBA code, or '' for undeclared. */
  readonly reliance: string;
}

export interface ServicePlan {
  readonly arrangements: readonly PlannedArrangement[];
  readonly uses: readonly PlannedUse[];
}

/** What an institution buys for its functions. For each trade it has one or two arrangements, and keeps to them. */
export function planServices(seed: number, market: Market, plan: InstitutionPlan): ServicePlan {
  const random = randomFor(seed, 'services', plan.index);
  const arrangements: PlannedArrangement[] = [];
  const byTrade = new Map<Trade, PlannedArrangement[]>();
  const offered = (trade: Trade): readonly PlannedArrangement[] => {
    const known = byTrade.get(trade);
    if (known !== undefined) return known;
    const made = arrange(seed, market, plan, { random, trade, next: arrangements.length + 1 });
    arrangements.push(...made);
    byTrade.set(trade, made);
    return made;
  };

  const uses: PlannedUse[] = [];
  const seen = new Set<string>();
  for (const entity of plan.entities) {
    for (const each of entity.functions) {
      for (const trade of each.kind.services) {
        const choices = offered(trade);
        // An institution that spreads a service over two providers uses both for its critical functions.
        const both = choices.length > 1 && each.critical === 'yes' && trade !== 'consulting';
        const framed = choices.some(({ isOverarching }) => isOverarching);
        for (const arrangement of both
          ? choices
          : [framed ? (choices[0] as PlannedArrangement) : pick(random, choices)]) {
          uses.push({ arrangement, lei: entity.lei, function: each, reliance: relianceOf(random, plan, trade, each) });
          seen.add(arrangement.reference);
        }
      }
    }
  }
  return { arrangements: arrangements.filter(({ reference }) => seen.has(reference)), uses };
}

function relianceOf(random: () => number, plan: InstitutionPlan, trade: Trade, used: PlannedFunction): string {
  if (used.critical !== 'yes') return random() < 0.3 ? 'eba_ZZ:x795' : '';
  if (trade === 'hardware' && plan.highEnd) return random() < 0.7 ? 'eba_ZZ:x797' : 'eba_ZZ:x796';
  return pickWeighted(random, [
    ['eba_ZZ:x797', 30],
    ['eba_ZZ:x796', 35],
    ['eba_ZZ:x795', 20],
    ['eba_ZZ:x794', 15],
  ]);
}

function arrange(
  seed: number,
  market: Market,
  plan: InstitutionPlan,
  wanted: { readonly random: () => number; readonly trade: Trade; readonly next: number },
): PlannedArrangement[] {
  const { random, trade } = wanted;
  const reference = (offset: number) => `CA-${String(wanted.next + offset).padStart(3, '0')}`;
  const types = trades[trade];
  const size = plan.kind === 'large bank' ? 12 : plan.kind === 'small bank' ? 0.6 : 3;
  const make = (offset: number, provider: Provider, more: Partial<PlannedArrangement> = {}): PlannedArrangement => ({
    reference: reference(offset),
    provider,
    trade,
    serviceType: types[offset % types.length] ?? types[0],
    overarching: null,
    isOverarching: false,
    annualExpense:
      Math.round((between(random, 60, 900) * size * (trade === 'hardware' || trade === 'hosting' ? 3 : 1)) / 10) *
      10_000,
    start: `20${between(random, 15, 23)}-${String(between(random, 1, 12)).padStart(2, '0')}-01`,
    end: random() < 0.5 ? '9999-12-31' : `20${between(random, 26, 31)}-12-31`,
    noticeInstitution: pick(random, [30, 60, 90, 90, 180]),
    noticeProvider: pick(random, [90, 180, 180, 365]),
    provisionCountry: provider.country,
    dataCountry:
      trade === 'network' || trade === 'consulting' || trade === 'hardware'
        ? null
        : pick(random, [provider.country, plan.country, 'IE']),
    chain: chainBelow(seed, market, trade, provider),
    passesOn: null,
    ...more,
  });

  if (trade === 'hardware') return hardware(market, plan, random, make);
  const first = contractor(random, market, trade, plan.country);
  if (trade === 'consulting') return [make(0, first), make(1, localProvider(seed, plan))];
  if (trade === 'hosting' && plan.captive !== null) {
    const captive: Provider = {
      code: plan.captive.lei,
      codeType: 'eba_qCO:qx2000',
      name: plan.captive.name,
      country: plan.country,
      parent: null,
    };
    const outside = make(0, first);
    return [
      outside,
      make(2, captive, { reference: reference(1), passesOn: outside.reference, chain: [first, ...outside.chain] }),
    ];
  }
  if (trade === 'cloud' && plan.kind === 'large bank') {
    const frame = make(0, first, { isOverarching: true });
    return [frame, make(1, first, { overarching: frame.reference, chain: frame.chain })];
  }
  const second = contractor(random, market, trade, plan.country);
  const two = plan.kind !== 'small bank' && random() < 0.35 && second.code !== first.code;
  return two ? [make(0, first), make(2, second, { reference: reference(1) })] : [make(0, first)];
}

/** Servers and their upkeep: from the maker itself, or from an integrator with the maker below it. */
function hardware(
  market: Market,
  plan: InstitutionPlan,
  random: () => number,
  make: (offset: number, provider: Provider, more?: Partial<PlannedArrangement>) => PlannedArrangement,
): PlannedArrangement[] {
  const integrator = contractor(random, market, 'hardware', plan.country);
  if (!plan.highEnd) return [make(0, integrator)];
  if (plan.kind === 'small bank' || plan.kind === 'medium bank') return [make(0, integrator, { chain: [ibm] })];
  const direct = make(0, ibm);
  return plan.secondMaker || random() < 0.3
    ? [direct, make(2, integrator, { reference: nextReference(direct.reference) })]
    : [direct];
}

function nextReference(reference: string): string {
  return `CA-${String(Number(reference.slice(3)) + 1).padStart(3, '0')}`;
}

function localProvider(seed: number, plan: InstitutionPlan): Provider {
  return {
    code: inventedEuid(seed, plan.country, plan.index),
    codeType: 'eba_qCO:qx2002',
    name: `${inventedPlace(plan.index * 3 + 40)} Support ${plan.index + 1}`,
    country: plan.country,
    parent: null,
  };
}

import type { DiversityCap, OptionDemand, OptionsProblem, ReplacementOption } from './options-problem.ts';

/** A named limit on the whole portfolio: sum of coefficient x number <= limit. */
export interface SideConstraint {
  readonly id: string;
  readonly kind: 'supply' | 'diversity' | 'budget';
  readonly words: string;
  readonly limit: number;
  /** What the limit counts, for people. */
  readonly unit: string;
  readonly coefficient: (demand: OptionDemand, option: ReplacementOption) => number;
}

/** Every limit of a problem besides "each demand is met". One row for each maker or country that a cap holds for. */
export function sideConstraints(problem: OptionsProblem): SideConstraint[] {
  const rows: SideConstraint[] = [];
  for (const { of, id, servers } of problem.supply)
    rows.push({
      id: `supply/${of}/${id}`,
      kind: 'supply',
      words: `${of === 'maker' ? 'Maker' : 'Candidate'} "${id}" can supply ${servers} servers`,
      limit: servers,
      unit: 'servers',
      coefficient: (_demand, option) => (option[of] === id ? option.servers : 0),
    });
  for (const cap of problem.caps) rows.push(...capRows(problem, cap));
  if (problem.purchaseBudget !== null) {
    const limit = Number(problem.purchaseBudget);
    rows.push({
      id: 'budget/purchase',
      kind: 'budget',
      words: `Purchases may cost ${problem.purchaseBudget} ${problem.currency}`,
      limit,
      unit: problem.currency,
      coefficient: (_demand, option) => Number(option.cost.lines.purchase),
    });
  }
  return rows;
}

/** What one of a demand adds to a share. */
export function shareWeight(weight: DiversityCap['weight'], demand: OptionDemand, option: ReplacementOption): number {
  return weight === 'demands' ? 1 : weight === 'servers' ? option.servers : demand.weight;
}

/** Whether an option counts for a maker or country; an unobserved country counts for every one. */
export function countsFor(
  by: DiversityCap['by'],
  id: string,
  of: { readonly maker: string; readonly country: string | null },
): boolean {
  return by === 'maker' ? of.maker === id : of.country === id || of.country === null;
}

/** Everybody that a cap could hold for, in the order of first mention. */
export function holders(problem: OptionsProblem, by: DiversityCap['by']): string[] {
  const named = [
    ...problem.standing.map((one) => one[by]),
    ...problem.demands.flatMap(({ options }) => options.map((option) => option[by])),
  ];
  const known = [...new Set(named.filter((one) => one !== null))];
  return known.length === 0 && named.length > 0 ? ['unobserved'] : known;
}

function capRows(problem: OptionsProblem, cap: DiversityCap): SideConstraint[] {
  const { by, share, weight } = cap;
  return holders(problem, by).map((id) => {
    const standing = problem.standing.map((one) => ({ mine: countsFor(by, id, one), amount: one.amount[weight] }));
    const mine = standing.filter((one) => one.mine).reduce((sum, one) => sum + one.amount, 0);
    const all = standing.reduce((sum, one) => sum + one.amount, 0);
    return {
      id: `cap/${by}/${id}/${weight}`,
      kind: 'diversity',
      words: `${by === 'maker' ? 'Maker' : 'Country of control'} "${id}" may have at most ${Math.round(share * 1000) / 10} % of ${weight} afterwards`,
      limit: share * all - mine,
      unit: weight,
      // mine + sum of own <= share (all + sum of every), with the right side brought to the left.
      coefficient: (demand, option) =>
        ((countsFor(by, id, option) ? 1 : 0) - share) * shareWeight(weight, demand, option),
    };
  });
}

import { type Decimal, sumDecimals, timesDecimals } from '@underpin/model';
import type { DiversityCap, OptionsProblem, Portfolio } from './options-problem.ts';
import { countsFor, holders, shareWeight, sideConstraints } from './side-constraints.ts';
import { addCosts, type CostKind, costKinds, type TotalCost } from './total-cost.ts';

/** Share of a maker or country in what stands afterwards. The most counts those whose country is unobserved. */
export interface PortfolioShare {
  readonly by: DiversityCap['by'];
  readonly id: string;
  readonly weight: DiversityCap['weight'];
  readonly share: number;
}

/** What a portfolio costs and how it stands to every limit. */
export interface PortfolioAssessment {
  readonly cost: TotalCost;
  /** Paid once for each candidate that is used. */
  readonly once: Decimal;
  readonly total: Decimal;
  readonly servers: readonly { readonly candidate: string; readonly maker: string; readonly servers: number }[];
  readonly shares: readonly PortfolioShare[];
  /** Sum of squared shares by maker x 10,000, over demands. */
  readonly makerHhi: number;
  readonly broken: readonly { readonly id: string; readonly words: string; readonly excess: number }[];
  readonly unmet: readonly string[];
}

/**
 * Costs, shares and broken limits of a portfolio, computed from it alone: it does not matter how it was found. Pure.
 *
 * @example assessPortfolio(problem, [[0, 3], [1, 0]]).broken
 */
export function assessPortfolio(problem: OptionsProblem, portfolio: Portfolio): PortfolioAssessment {
  const chosen = problem.demands.flatMap((demand, at) =>
    demand.options.flatMap((option, which) => {
      const number = portfolio[at]?.[which] ?? 0;
      return number === 0 ? [] : [{ demand, option, number }];
    }),
  );
  const costs = chosen.map(({ option, number }) => timesCost(option.cost, number));
  const cost = addCosts(problem.currency, costs);
  const used = new Set(chosen.map(({ option }) => option.candidate));
  const once = sumDecimals([
    '0.00',
    ...problem.onceCosts.filter(({ candidate }) => used.has(candidate)).map(({ amount }) => amount),
  ]);
  const servers = new Map<string, { maker: string; servers: number }>();
  for (const { option, number } of chosen) {
    const known = servers.get(option.candidate) ?? { maker: option.maker, servers: 0 };
    known.servers += option.servers * number;
    servers.set(option.candidate, known);
  }
  const broken = sideConstraints(problem).flatMap(({ id, words, limit, coefficient }) => {
    const sum = chosen.reduce((so, { demand, option, number }) => so + coefficient(demand, option) * number, 0);
    const excess = sum - limit;
    return excess > 1e-6 * Math.max(1, Math.abs(limit)) ? [{ id, words, excess }] : [];
  });
  const unmet = problem.demands.filter(
    ({ count }, at) => (portfolio[at] ?? []).reduce((so, one) => so + one, 0) !== count,
  );
  const kinds: readonly DiversityCap['by'][] = ['maker', 'country'];
  const weights: readonly DiversityCap['weight'][] = ['demands', 'servers', 'weight'];
  const shares = kinds.flatMap((by) => weights.flatMap((weight) => sharesOf(problem, chosen, by, weight)));
  const makerHhi = shares
    .filter(({ by, weight }) => by === 'maker' && weight === 'demands')
    .reduce((so, { share }) => so + share * share * 10_000, 0);
  return {
    cost,
    once,
    total: sumDecimals([cost.total, once]),
    servers: Array.from(servers, ([candidate, one]) => ({ candidate, ...one })),
    shares,
    makerHhi,
    broken,
    unmet: unmet.map(({ name }) => name),
  };
}

/** Several portfolios side by side, cheapest first; those that break a limit come last. */
export function comparePortfolios(
  problem: OptionsProblem,
  portfolios: readonly { readonly name: string; readonly portfolio: Portfolio }[],
): readonly { readonly name: string; readonly assessment: PortfolioAssessment }[] {
  return portfolios
    .map(({ name, portfolio }) => ({ name, assessment: assessPortfolio(problem, portfolio) }))
    .toSorted(
      (a, b) =>
        Number(a.assessment.broken.length + a.assessment.unmet.length > 0) -
          Number(b.assessment.broken.length + b.assessment.unmet.length > 0) ||
        Number(a.assessment.total) - Number(b.assessment.total),
    );
}

function timesCost(cost: TotalCost, number: number): TotalCost {
  const lines = Object.fromEntries(
    costKinds.map((kind) => [kind, timesDecimals(cost.lines[kind], String(number))]),
  ) as Record<CostKind, Decimal>;
  return { currency: cost.currency, lines, total: timesDecimals(cost.total, String(number)) };
}

type Chosen = {
  readonly demand: OptionsProblem['demands'][number];
  readonly option: OptionsProblem['demands'][number]['options'][number];
  readonly number: number;
};

function sharesOf(
  problem: OptionsProblem,
  chosen: readonly Chosen[],
  by: DiversityCap['by'],
  weight: DiversityCap['weight'],
): PortfolioShare[] {
  const all =
    problem.standing.reduce((so, one) => so + one.amount[weight], 0) +
    chosen.reduce((so, { demand, option, number }) => so + number * shareWeight(weight, demand, option), 0);
  if (all === 0) return [];
  return holders(problem, by).map((id) => {
    const mine =
      problem.standing.reduce((so, one) => so + (countsFor(by, id, one) ? one.amount[weight] : 0), 0) +
      chosen.reduce(
        (so, { demand, option, number }) =>
          so + (countsFor(by, id, option) ? number * shareWeight(weight, demand, option) : 0),
        0,
      );
    return { by, id, weight, share: mine / all };
  });
}

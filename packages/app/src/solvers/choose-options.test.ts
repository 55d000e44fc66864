import {
  assessPortfolio,
  chooseOptions,
  comparePortfolios,
  constraintCosts,
  totalCost,
  type OptionsProblem,
  type Portfolio,
} from '@underpin/programme';
import { seededRandom } from '@underpin/model';
import { beforeAll, expect, test } from 'vitest';
import type { SolveLinear } from '@underpin/programme';
import { highsSolver } from './highs-solver.ts';

let solve: SolveLinear;
beforeAll(async () => {
  solve = await highsSolver();
});

const rules = { currency: 'EUR', years: 5, energyPricePerKwh: '0.18', powerUsageEffectiveness: '1.5' };
const noMove = { migration: '0', exitFees: '0', oldSidePerMonth: '0', parallelMonths: 0 };

function randomProblem(seed: number, demands: number, candidates: number, tight: boolean): OptionsProblem {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const makers = ['A', 'B', 'C'];
  const countries = ['X', 'Y', null];
  const offers = Array.from({ length: candidates }, (_, at) => ({
    id: `c${at}`,
    maker: makers[at % 3] as string,
    country: countries[at % 3] as string | null,
    price: String(between(5, 60) * 1000),
  }));
  return {
    currency: 'EUR',
    demands: Array.from({ length: demands }, (_, at) => ({
      id: `d${at}`,
      name: `Demand ${at}`,
      count: between(1, 2),
      weight: between(1, 5),
      notOptions: [],
      options: offers
        .filter((_, which) => which === at % candidates || random() < 0.7)
        .map((offer) => {
          const servers = between(1, 6);
          const price = { purchasePerServer: offer.price, supportPerServerYear: '900', watts: 400 };
          return {
            id: `${offer.id}`,
            candidate: offer.id,
            maker: offer.maker,
            country: offer.country,
            servers,
            cost: totalCost(servers, price, noMove, rules),
          };
        }),
    })),
    supply: makers.map((id) => ({ of: 'maker' as const, id, servers: between(4, tight ? 8 : 20) })),
    caps: [
      { by: 'maker', share: tight ? 0.5 : 0.67, weight: 'demands' },
      { by: 'country', share: 0.8, weight: 'servers' },
    ],
    purchaseBudget: null,
    onceCosts: offers.map(({ id }) => ({ candidate: id, amount: String(between(0, 40) * 1000) })),
    standing: random() < 0.5 ? [] : [{ maker: 'A', country: 'X', amount: { demands: 1, servers: 2, weight: 3 } }],
  };
}

function* splits(count: number, parts: number): Generator<number[]> {
  if (parts === 1) yield [count];
  else
    for (let first = 0; first <= count; first += 1)
      for (const rest of splits(count - first, parts - 1)) yield [first, ...rest];
}

/** Least cost of all portfolios that keep the limits named (all of them when none is named). */
function bruteForce(problem: OptionsProblem, kept?: ReadonlySet<string>): number | null {
  let best: number | null = null;
  const walk = (at: number, so: Portfolio): void => {
    const demand = problem.demands[at];
    if (demand === undefined) {
      const { broken, total } = assessPortfolio(problem, so);
      const counted = kept === undefined ? broken : broken.filter(({ id }) => kept.has(id));
      if (counted.length === 0 && (best === null || Number(total) < best)) best = Number(total);
      return;
    }
    for (const row of splits(demand.count, demand.options.length)) walk(at + 1, [...so, row]);
  };
  walk(0, []);
  return best;
}

test('the same cost as trying everything, or no portfolio where trying everything finds none', () => {
  let infeasible = 0;
  for (let seed = 1; seed <= 36; seed += 1) {
    const problem = randomProblem(seed, 3, 3, seed % 2 === 0);
    const expected = bruteForce(problem);
    const answer = chooseOptions(problem, solve);
    if (expected === null) {
      infeasible += 1;
      expect(answer.ok, `seed ${seed}`).toBe(false);
      if (answer.ok || answer.conflict === null) continue;
      // Without any one limit of the conflict there is a portfolio; with all of them there is none.
      const set = answer.conflict.constraints.map(({ id }) => id);
      expect(bruteForce(problem, new Set(set)), `seed ${seed}`).toBeNull();
      for (const one of set)
        expect(bruteForce(problem, new Set(set.filter((id) => id !== one))), `seed ${seed}`).not.toBeNull();
      expect(answer.reason).toContain(answer.conflict.constraints[0]?.words);
    } else {
      expect(answer.ok, `seed ${seed}`).toBe(true);
      if (!answer.ok) continue;
      expect(answer.assessment.broken).toEqual([]);
      expect(answer.assessment.unmet).toEqual([]);
      expect(Number(answer.assessment.total)).toBeCloseTo(expected, 2);
      expect(answer.lowerBound).toBeLessThanOrEqual(Number(answer.assessment.total) + 1e-6);
    }
  }
  expect(infeasible).toBeGreaterThan(5);
  expect(infeasible).toBeLessThan(31);
});

test('the price of a limit is never negative, and taking the dearest away saves what it says', () => {
  let dear = 0;
  for (let seed = 1; seed <= 6; seed += 1) {
    const problem = { ...randomProblem(seed, 3, 3, false), onceCosts: [] };
    for (const { costs, shadowPrice } of constraintCosts(problem, solve)) {
      expect(costs).toBeGreaterThanOrEqual(0);
      expect(shadowPrice).toBeGreaterThanOrEqual(0);
      if (costs > 0) dear += 1;
    }
    const capped = chooseOptions(problem, solve);
    const free = chooseOptions({ ...problem, caps: [], supply: [] }, solve);
    if (capped.ok && free.ok) {
      expect(Number(free.assessment.total)).toBeLessThanOrEqual(Number(capped.assessment.total));
      const [first] = comparePortfolios(problem, [
        { name: 'free', portfolio: free.portfolio },
        { name: 'within the limits', portfolio: capped.portfolio },
      ]);
      if (first?.name === 'free') expect(first.assessment.broken).toEqual([]);
    }
  }
  expect(dear).toBeGreaterThan(0);
});

test('a thousand demands by column generation: within half a percent of the bound, every limit kept', () => {
  const problem = {
    ...randomProblem(99, 1000, 12, false),
    supply: ['A', 'B', 'C'].map((id) => ({ of: 'maker' as const, id, servers: 2200 })),
    onceCosts: [],
  };
  const answer = chooseOptions(problem, solve, { plainColumns: 100, seconds: 20, relativeGap: 1e-3 });
  expect(answer).toMatchObject({ ok: true, method: 'column generation' });
  if (!answer.ok) return;
  expect(answer.assessment.broken).toEqual([]);
  expect(answer.gap).toBeLessThan(0.005);
  expect(answer.lowerBound).toBeGreaterThan(0);
});

test('a country that nobody knows counts against the cap of every country', () => {
  const option = (candidate: string, country: string | null, price: string) => ({
    id: candidate,
    candidate,
    maker: candidate,
    country,
    servers: 1,
    cost: totalCost(1, { purchasePerServer: price, supportPerServerYear: '0', watts: 0 }, noMove, rules),
  });
  const options = [option('known', 'X', '10'), option('unknown', null, '5'), option('other', 'Y', '100')];
  const demand = { id: 'd', name: 'd', count: 2, weight: 1, options, notOptions: [] };
  const problem: OptionsProblem = {
    currency: 'EUR',
    demands: [demand],
    supply: [],
    caps: [{ by: 'country', share: 0.5, weight: 'demands' }],
    purchaseBudget: null,
    onceCosts: [],
    standing: [],
  };
  const answer = chooseOptions(problem, solve);
  expect(answer.ok && answer.portfolio).toEqual([[1, 0, 1]]);
  expect(answer.ok && answer.assessment.total).toBe('110.00');
});

test('a demand without options says why; limits in conflict are named with what would do', () => {
  const problem = randomProblem(3, 3, 3, false);
  const [first] = problem.demands;
  const bare = {
    ...problem,
    demands: [
      {
        ...(first as NonNullable<typeof first>),
        options: [],
        notOptions: [{ candidate: 'c0', reason: 'needs a benchmark' }],
      },
    ],
  };
  expect(chooseOptions(bare, solve)).toMatchObject({ ok: false, reason: expect.stringContaining('needs a benchmark') });
  const short = chooseOptions({ ...problem, supply: [], caps: [], purchaseBudget: '1.00' }, solve);
  expect(short).toMatchObject({ ok: false, reason: expect.stringContaining('Purchases may cost 1.00 EUR') });
  if (short.ok || short.conflict === null) throw new Error('expected a conflict');
  const by = short.conflict.relaxations[0]?.by ?? 0;
  expect(chooseOptions({ ...problem, supply: [], caps: [], purchaseBudget: (1 + by).toFixed(2) }, solve).ok).toBe(true);
  expect(chooseOptions({ ...problem, supply: [], caps: [], purchaseBudget: (by - 1).toFixed(2) }, solve).ok).toBe(
    false,
  );
});

test('total cost is exact', () => {
  const move = { migration: '1000.10', exitFees: '0.01', oldSidePerMonth: '33.333', parallelMonths: 3 };
  expect(
    totalCost(3, { purchasePerServer: '20000.33', supportPerServerYear: '1200', watts: 500 }, move, rules),
  ).toEqual({
    currency: 'EUR',
    total: '96840.10',
    lines: {
      purchase: '60000.99',
      support: '18000.00',
      energy: '17739.00',
      migration: '1000.10',
      'exit fees': '0.01',
      'parallel run': '100.00',
    },
  });
});

import { type Currency, type Decimal, roundDecimal, sumDecimals, timesDecimals } from '@underpin/model';

/** What a candidate costs, in one currency. Amounts are nominal: no interest is assumed. */
export interface CandidatePrice {
  readonly purchasePerServer: Decimal;
  readonly supportPerServerYear: Decimal;
  /** Watts that one server draws on average under this work. */
  readonly watts: number;
}

/** What the move of one demand costs besides the servers. */
export interface MoveCost {
  readonly migration: Decimal;
  /** Fees for leaving contracts before their end. */
  readonly exitFees: Decimal;
  /** What the old side costs for each month in which both run. */
  readonly oldSidePerMonth: Decimal;
  readonly parallelMonths: number;
}

export interface CostRules {
  readonly currency: Currency;
  /** Years of use that are counted. */
  readonly years: number;
  readonly energyPricePerKwh: Decimal;
  /** Energy of the whole site for each unit that reaches the servers. */
  readonly powerUsageEffectiveness: Decimal;
}

export const costKinds = ['purchase', 'support', 'energy', 'migration', 'exit fees', 'parallel run'] as const;
export type CostKind = (typeof costKinds)[number];

export interface TotalCost {
  readonly currency: Currency;
  readonly total: Decimal;
  readonly lines: Readonly<Record<CostKind, Decimal>>;
}

/**
 * Total cost of ownership of so many servers in one demand: exact decimals, rounded to cents line by line.
 *
 * @example totalCost(4, price, move, { currency: 'EUR', years: 5, energyPricePerKwh: '0.18', powerUsageEffectiveness: '1.5' }).total
 */
export function totalCost(servers: number, price: CandidatePrice, move: MoveCost, rules: CostRules): TotalCost {
  const count = String(servers);
  const years = String(rules.years);
  const cents = (...factors: readonly Decimal[]): Decimal => roundDecimal(timesDecimals(...factors), 2);
  const kilowattHours = timesDecimals(count, String(price.watts), '8.76', years, rules.powerUsageEffectiveness);
  const lines: Record<CostKind, Decimal> = {
    purchase: cents(count, price.purchasePerServer),
    support: cents(count, price.supportPerServerYear, years),
    energy: cents(kilowattHours, rules.energyPricePerKwh),
    migration: cents(move.migration),
    'exit fees': cents(move.exitFees),
    'parallel run': cents(move.oldSidePerMonth, String(move.parallelMonths)),
  };
  return { currency: rules.currency, lines, total: sumDecimals(Object.values(lines)) };
}

/** Sum of costs in one currency. */
export function addCosts(currency: Currency, costs: readonly TotalCost[]): TotalCost {
  const lines = Object.fromEntries(
    costKinds.map((kind) => [kind, sumDecimals(['0.00', ...costs.map((cost) => cost.lines[kind])])]),
  ) as Record<CostKind, Decimal>;
  return { currency, lines, total: sumDecimals(Object.values(lines)) };
}

import type { ControlView, Finding, Sector } from '@underpin/model';
import { criticality } from '@underpin/model';
import type { Graph } from './indices/graph.ts';
import { buildGraph } from './indices/graph.ts';
import type { Allocate } from './indices/propagation.ts';
import type { RowsByKey } from './indices/rows-by-key.ts';
import { rowsByKey } from './indices/rows-by-key.ts';
import { shortened } from './indices/shortened.ts';
import { Walker } from './indices/walker.ts';
import type { Amounts, CurrencyRates } from './measures/one-currency.ts';
import { oneCurrency } from './measures/one-currency.ts';

export interface RelianceOptions {
  /** Rates at the reference date; without them amounts in any but the most frequent currency are unobserved. */
  readonly rates?: CurrencyRates;
  /** Where the graph's arrays get their memory; for workers, a function that gives SharedArrayBuffers. */
  readonly allocate?: Allocate;
}

/** A sector with its graph, ready for questions. Walks reuse its marks: ask one question at a time. */
export interface Reliance {
  readonly sector: Sector;
  readonly control: ControlView;
  readonly graph: Graph;
  readonly walkers: { readonly atLeast: Walker; readonly atMost: Walker };
  /** The same over graphs shortened to critical functions, for rankings; made when first asked for. */
  readonly rankWalkers: () => { readonly atLeast: Walker; readonly atMost: Walker };
  readonly totalAssets: Amounts;
  readonly expense: Amounts;
  readonly assetCost: Amounts;
  readonly usesByFunction: RowsByKey;
  /** Amounts that could not be converted, and what else the engine found in the data. */
  readonly findings: readonly Finding[];
}

/**
 * Builds the graph of a sector under one view of control, in time linear in its rows.
 *
 * Example: `buildReliance(sector, selfReportedControl(sector))`.
 */
export function buildReliance(sector: Sector, control: ControlView, options: RelianceOptions = {}): Reliance {
  if (control.group.length !== sector.providers.count) {
    throw new RangeError(
      `Cannot use a control view of ${control.group.length} providers with a sector of ${sector.providers.count}`,
    );
  }
  const graph = buildGraph(sector, control, options.allocate);
  const rates = options.rates ?? null;
  const { institutions, arrangements, assets } = sector;
  const totalAssets = oneCurrency(sector, institutions.totalAssets, institutions.currency, institutions.origins, rates);
  const expense = oneCurrency(sector, arrangements.annualExpense, arrangements.currency, arrangements.origins, rates);
  const assetCost = oneCurrency(sector, assets.annualCost, assets.currency, assets.origins, rates);
  let rankWalkers: { atLeast: Walker; atMost: Walker } | null = null;
  const makeRankWalkers = () => {
    const critical = sector.functions.critical.map((state) => (state === criticality.yes ? 1 : 0));
    return {
      atLeast: new Walker(shortened(graph.atLeast, graph.space, critical, options.allocate)),
      atMost: new Walker(shortened(graph.atMost, graph.space, critical, options.allocate)),
    };
  };
  return {
    sector,
    control,
    graph,
    walkers: { atLeast: new Walker(graph.atLeast), atMost: new Walker(graph.atMost) },
    rankWalkers: () => (rankWalkers ??= makeRankWalkers()),
    totalAssets,
    expense,
    assetCost,
    usesByFunction: rowsByKey(sector.serviceUses.function, sector.functions.count),
    findings: [...totalAssets.findings, ...expense.findings, ...assetCost.findings],
  };
}

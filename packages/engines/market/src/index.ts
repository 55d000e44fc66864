export { type MarketRow, type MarketTable, marketView } from './market-view.ts';
export type { MarketObservation, ToCurrency } from './market-observation.ts';

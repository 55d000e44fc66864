export { engineVersion } from './engine-version.ts';
export { type MarketRow, marketFigureId, type MarketTable, marketView } from './market-view.ts';
export type { MarketObservation, ToCurrency } from './market-observation.ts';
export {
  type Cap,
  type CapEffect,
  effectOfCap,
  type InstitutionEffect,
  type SelectedRows,
  type SellerEffect,
} from './effect-of-cap.ts';

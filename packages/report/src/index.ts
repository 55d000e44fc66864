export { basisCsv } from './review/basis-csv.ts';
export { renderReview } from './review/render-review.ts';
export { renderOverview } from './overview/render-overview.ts';
export type * from './review-report.ts';
export type * from './sector-overview.ts';
export * from './check-report/index.ts';

export { basisCsv } from './review/basis-csv.ts';
export { renderReview } from './review/render-review.ts';
export { renderOverview } from './overview/render-overview.ts';
export type * from './review-report.ts';
export type * from './sector-overview.ts';
export type { BulkCause, BulkLine, BulkOutcome, BulkSummary, CheckReport } from './check-report/check-report.ts';
export { renderBulkSummary } from './check-report/render-bulk-summary.ts';
export { renderCheckReport } from './check-report/render-check-report.ts';

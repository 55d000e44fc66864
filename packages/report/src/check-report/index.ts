export type { BulkCause, BulkLine, BulkOutcome, BulkSummary, CheckReport } from './check-report.ts';
export { renderBulkSummary } from './render-bulk-summary.ts';
export { renderCheckReport } from './render-check-report.ts';

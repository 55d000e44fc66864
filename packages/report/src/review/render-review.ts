import { page } from '../html/page.ts';
import type { ReviewReport } from '../review-report.ts';
import { momentText } from '../words/dates.ts';
import { reviewBody } from './review-body.ts';

/**
 * A review report as one self-contained HTML page (British English, UTF-8, prints on A4, light and dark): question,
 * subject, findings with opinions, coverage, figures with bounds and charts, evidence, timeline, and an annex with the
 * rows behind every figure. The same input gives the same text. All text is escaped; no request leaves the page.
 *
 * @example await writeFile('report.html', renderReview(report));
 */
export function renderReview(input: ReviewReport): string {
  const { review } = input;
  return page({
    title: review.title,
    marking: review.marking,
    foot: `${review.id}, made ${momentText(input.generatedAt)}`,
    draft: input.draft === true,
    body: reviewBody(input),
  }).text;
}

import { reviewDocument } from '../document/review-document.ts';
import type { ReviewReport } from '../review-report.ts';

/**
 * A review report as a complete Word document on A4: heading styles, repeated table heads, the marking and page numbers
 * in header and footer of every page, links inside, charts as SVG with a PNG for readers that know none. Type faces are
 * named, not embedded. The same report gives the same bytes; the document's date is the report's.
 *
 * @example await writeFile('review.docx', await renderReviewDocx(report));
 */
export async function renderReviewDocx(report: ReviewReport): Promise<Uint8Array> {
  const { wordDocument } = await import('./word-document.ts');
  return wordDocument(reviewDocument(report));
}

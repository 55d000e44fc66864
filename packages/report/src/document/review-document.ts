import type { Marking } from '@underpin/model';
import { reviewBody } from '../review/review-body.ts';
import type { ReviewReport } from '../review-report.ts';
import { momentText } from '../words/dates.ts';
import type { Block } from './blocks.ts';
import { blocksOf } from './blocks-of.ts';

/** A review report ready for print: what the HTML page shows, as blocks. */
export interface ReviewDocument {
  readonly title: string;
  readonly subject: string;
  readonly language: { readonly code: 'en'; readonly region: 'GB' };
  readonly marking: Marking;
  /** Printed at the foot of each page. */
  readonly foot: string;
  readonly authors: readonly string[];
  /** ISO date-time with Z; the date of the files too. */
  readonly generatedAt: string;
  readonly version: string;
  /** Every page is marked as a draft. */
  readonly draft: boolean;
  readonly blocks: readonly Block[];
}

/** Makes the document of a report. The same report gives the same document. */
export function reviewDocument(report: ReviewReport): ReviewDocument {
  const { review, generatedAt, version } = report;
  return {
    title: review.title,
    subject: review.question,
    language: { code: 'en', region: 'GB' },
    marking: review.marking,
    foot: `${review.id}, made ${momentText(generatedAt)}`,
    authors: review.authorities.map((one) => one.name),
    generatedAt,
    version,
    draft: report.draft === true,
    blocks: blocksOf(reviewBody(report).text),
  };
}

import { createHash } from 'node:crypto';
import { renderReviewDocx, renderReviewPdf } from '../src/index.ts';
import { sampleReport } from './sample-report.ts';

for (const bytes of [await renderReviewPdf(sampleReport()), await renderReviewDocx(sampleReport())])
  process.stdout.write(`${createHash('sha256').update(bytes).digest('hex')}\n`);

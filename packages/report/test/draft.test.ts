import { expect, test } from 'vitest';
import { renderReview, renderReviewDocx, renderReviewPdf } from '../src/index.ts';
import { sampleReport } from './sample-report.ts';

const sealed = sampleReport();
const draft = { ...sealed, draft: true };

test('a draft says so on the page, and a sealed report does not', () => {
  expect(renderReview(draft)).toContain('>DRAFT<');
  expect(renderReview(sealed)).not.toContain('DRAFT');
});

test(
  'a draft is set and tagged as any other, with its watermark, the same bytes each time',
  { timeout: 120_000 },
  async () => {
    const [first, second, without] = [
      await renderReviewPdf(draft),
      await renderReviewPdf(draft),
      await renderReviewPdf(sealed),
    ];
    expect(Buffer.from(first).equals(second)).toBe(true);
    expect(Buffer.from(first).equals(without)).toBe(false);
    const [word, plain] = [await renderReviewDocx(draft), await renderReviewDocx(sealed)];
    expect(Buffer.from(word).equals(plain)).toBe(false);
  },
);

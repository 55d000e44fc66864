import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ReviewDocument, reviewDocument } from '../document/review-document.ts';
import type { ReviewReport } from '../review-report.ts';
import { fontFiles } from '../document/fonts.ts';
import { printData } from './print-data.ts';
import { withoutUnshown } from './unshown.ts';

/** How the PDF is to be made. */
export interface PdfOptions {
  /** `ua-1` (default): PDF/UA-1, for readers of every kind; `a-2a`: PDF/A-2a, for archives. Both are tagged and hold their fonts. */
  readonly standard?: 'ua-1' | 'a-2a';
}

const template = fileURLToPath(new URL('review.typ', import.meta.url));
const rounds = 3;

/**
 * A review report as a typeset, tagged PDF on A4: title, language and bookmarks, the marking and "page / pages" on every
 * page, repeated table heads, charts as vectors. Latin, Greek, Cyrillic, Chinese, Japanese, Korean, Hebrew and Arabic
 * are set in fonts that the package brings; a character that none of them has is told as "[U+1F600]". The same report
 * gives the same bytes; the file's date is the report's. Text of the report is data to the typesetter, never code.
 * Throws when the typesetter fails, which is a mistake of this package.
 *
 * @example await writeFile('review.pdf', await renderReviewPdf(report, { standard: 'a-2a' }));
 */
export async function renderReviewPdf(report: ReviewReport, options: PdfOptions = {}): Promise<Uint8Array> {
  return await setDocument(reviewDocument(report), options);
}

/** Sets any document by the template of reviews. */
export async function setDocument(document: ReviewDocument, options: PdfOptions = {}): Promise<Uint8Array> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const compiler = NodeCompiler.create({ workspace: dirname(template), fontArgs: [{ fontPaths: fontFiles() }] });
  const mainFileContent = await readFile(template, 'utf8');
  let data = JSON.stringify(printData(document));
  try {
    for (let round = 1; ; round += 1) {
      const compiled = compiler.compile({ mainFileContent, inputs: { report: data } });
      if (compiled.result === null) {
        const error = compiled.takeError();
        throw new TypeError(
          `The template could not be set: ${error === null ? 'no reason given' : JSON.stringify(compiler.fetchDiagnostics(error))}`,
        );
      }
      try {
        return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: options.standard ?? 'ua-1' }));
      } catch (error) {
        const shown = withoutUnshown(data, error instanceof Error ? error.message : String(error));
        if (shown === null || round === rounds) throw error;
        data = shown;
      }
    }
  } finally {
    compiler.evictCache(0);
  }
}

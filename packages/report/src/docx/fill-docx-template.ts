import type { Finding, Result } from '@underpin/model';
import type { ReviewReport } from '../review-report.ts';

/** A filled template, and what was wrong with it. */
export interface FilledTemplate {
  readonly document: Uint8Array;
  /** Placeholders that nothing is known for; they are left as they stand. */
  readonly findings: readonly Finding[];
  /** Names of the placeholders that were filled, sorted. */
  readonly filled: readonly string[];
}

/**
 * Fills an authority's own Word template: `{{title}}`, `{{marking}}`, `{{figure:F1}}` within a line (header and footer
 * too); `{{section:findings}}`, `{{table:ranking-table}}`, `{{chart:institutions}}` in a paragraph of their own, which
 * they replace. Styles are the template's ("Heading 1", "Heading 2" where it has them). A placeholder that is not known
 * is a finding that names those that are, and stays visible. Bytes that are no DOCX are refused. The same template and
 * report give the same bytes.
 *
 * @example
 * const filled = await fillDocxTemplate(await readFile('template.docx'), report, 'template.docx');
 * if (filled.ok) await writeFile('review.docx', filled.value.document);
 */
export async function fillDocxTemplate(
  template: Uint8Array,
  report: ReviewReport,
  name = 'template.docx',
): Promise<Result<FilledTemplate>> {
  const { filledTemplate } = await import('./filled-template.ts');
  return filledTemplate(template, report, name);
}

import { ok, type Finding, type Result } from '@underpin/model';
import { fillDocxTemplate, renderReview, renderReviewDocx, renderReviewPdf, type ReviewReport } from '@underpin/report';

export const printFormats = ['html', 'pdf', 'docx'] as const;
export type PrintFormat = (typeof printFormats)[number];

export interface PrintWork {
  readonly report: ReviewReport;
  readonly formats: readonly PrintFormat[];
  /** The authority's own Word template; a plain document without one. */
  readonly template: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** A report in each form that was asked for, and placeholders of the template that nothing is known for. */
export interface Prints {
  readonly files: Partial<Record<PrintFormat, Uint8Array>>;
  readonly findings: readonly Finding[];
}

/** Prints a report. The same report and template give the same bytes. Refused when the template is no Word document. */
export async function printReport({ report, formats, template }: PrintWork): Promise<Result<Prints>> {
  const files: Partial<Record<PrintFormat, Uint8Array>> = {};
  let findings: readonly Finding[] = [];
  for (const format of formats) {
    if (format === 'html') files.html = new TextEncoder().encode(renderReview(report));
    else if (format === 'pdf') files.pdf = await renderReviewPdf(report);
    else if (template === null) files.docx = await renderReviewDocx(report);
    else {
      const filled = await fillDocxTemplate(template.bytes, report, template.name);
      if (!filled.ok) return filled;
      files.docx = filled.value.document;
      ({ findings } = filled.value);
    }
  }
  return ok({ files, findings });
}

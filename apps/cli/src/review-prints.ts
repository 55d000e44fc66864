import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fillDocxTemplate, renderReviewDocx, renderReviewPdf, type ReviewReport } from '@underpin/app';
import { type Finding, ok, refused, type Result } from '@underpin/model';
import { readBytes } from './read-bytes.ts';

const formats = ['html', 'pdf', 'docx'] as const;
type Format = (typeof formats)[number];

/** What a review is to be printed as. */
export interface Prints {
  readonly formats: ReadonlySet<Format>;
  readonly template: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** Reads the list of formats and the template, before anything is computed. A template asks for DOCX. */
export async function readPrints(list: string, template: string | undefined): Promise<Result<Prints>> {
  const wanted = new Set<Format>();
  for (const name of list.split(',').map((part) => part.trim().toLowerCase())) {
    const format = formats.find((known) => known === name);
    if (format === undefined)
      return refused(`There is no format "${name}". Give some of ${formats.join(', ')}, with commas between them`);
    wanted.add(format);
  }
  if (template === undefined) return ok({ formats: wanted, template: null });
  const bytes = await readBytes(template);
  if (!bytes.ok) return bytes;
  return ok({ formats: wanted.add('docx'), template: { name: basename(template), bytes: bytes.value } });
}

/** Writes the PDF and the DOCX that are asked for. Findings are placeholders of the template that nothing is known for. */
export async function writePrints(
  report: ReviewReport,
  { formats: wanted, template }: Prints,
  out: string,
): Promise<
  Result<{ readonly files: { readonly pdf?: string; readonly docx?: string }; readonly findings: readonly Finding[] }>
> {
  const files: { pdf?: string; docx?: string } = {};
  let findings: readonly Finding[] = [];
  if (wanted.has('pdf')) {
    files.pdf = join(out, 'review.pdf');
    await writeFile(files.pdf, await renderReviewPdf(report));
  }
  if (wanted.has('docx')) {
    files.docx = join(out, 'review.docx');
    if (template === null) await writeFile(files.docx, await renderReviewDocx(report));
    else {
      const filled = await fillDocxTemplate(template.bytes, report, template.name);
      if (!filled.ok) return filled;
      findings = filled.value.findings;
      await writeFile(files.docx, filled.value.document);
    }
  }
  return ok({ files, findings });
}

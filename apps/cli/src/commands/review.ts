import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { basisCsv, makeReview, readReview, renderReview } from '@underpin/app';
import { rejects } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { readPrints, writePrints } from '../review-prints.ts';
import { withStudy } from '../study-input.ts';
import { version } from '../version.ts';
import { refusal } from '../with-store.ts';

/** `underpin review`: from a review file to a report that can be printed. */
export const reviewCommand = defineCommand({
  name: 'review',
  summary: 'Make the report of a review as a page, PDF or Word document, with the rows behind its figures',
  details:
    'The review file names its sector by a path relative to itself; "--data" computes on the imported submissions instead.',
  examples: [
    'underpin review examples/review-2014/review.yaml --out out/review-2014',
    'underpin review review.yaml --out out/review --formats html,pdf --template ours.docx',
  ],
  input: z.object({
    file: z.string().min(1).describe('review file (YAML)'),
    out: z.string().min(1).describe('folder that gets the report and basis.csv'),
    formats: z.string().default('html').describe('what to write: html, pdf, docx, with commas between them'),
    template: z.string().optional().describe('Word file with placeholders to fill for review.docx'),
    data: z.string().optional().describe('compute on the submissions imported into this data folder'),
  }),
  operands: ['file'],
  async run(input, surroundings) {
    const text = await readFile(input.file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
    if (typeof text !== 'string')
      return refusal(`Cannot read "${input.file}": ${text.code === 'ENOENT' ? 'there is no such file' : text.message}`);
    const prints = await readPrints(input.formats, input.template);
    if (!prints.ok) return refusal(prints.reason);
    const { review, findings } = readReview(text, basename(input.file));
    if (review === null || findings.some((finding) => rejects(finding) || finding.severity === 'error')) {
      return {
        json: { ok: false, findings },
        text: [`The review file "${input.file}" cannot be used:`, ...findings.map(findingText)].join('\n'),
        exitCode: exitCodes.rejected,
      };
    }
    const from =
      input.data === undefined ? { from: [resolve(dirname(input.file), review.sector.path)] } : { data: input.data };
    return withStudy({ ...from, asOf: review.subject.asOf }, surroundings, async (study) => {
      const report = makeReview(study, review, { now: surroundings.now, version, progress: surroundings.progress });
      if (!report.ok) return refusal(report.reason);
      await mkdir(input.out, { recursive: true });
      const files = { report: join(input.out, 'review.html'), basis: join(input.out, 'basis.csv') };
      const withPage = prints.value.formats.has('html');
      if (withPage) await writeFile(files.report, renderReview(report.value));
      await writeFile(files.basis, basisCsv(report.value));
      const printed = await writePrints(report.value, prints.value, input.out);
      if (!printed.ok) return refusal(printed.reason);
      const { pdf, docx } = printed.value.files;
      const written = { ...(withPage ? { report: files.report } : {}), ...printed.value.files, basis: files.basis };
      const { coverage, figures, falls } = report.value;
      return {
        json: {
          ok: true,
          files: written,
          findings: [...findings, ...printed.value.findings],
          coverage,
          figures: figures.map(({ value }) => value),
        },
        text: [
          ...[...findings, ...printed.value.findings].map(findingText),
          `${review.title}`,
          `${coverage.withRegister} of ${coverage.institutions} institutions with a register, ${coverage.withInventory} with an inventory; ${falls.length} functions fall at most.`,
          ...(withPage ? [`Report: ${files.report}`] : []),
          ...(pdf === undefined ? [] : [`PDF:    ${pdf}`]),
          ...(docx === undefined ? [] : [`DOCX:   ${docx}`]),
          `Rows:   ${files.basis}`,
        ].join('\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});

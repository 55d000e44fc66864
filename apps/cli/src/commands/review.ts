import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { basisCsv, makeReview, readReview, renderReview, type ReviewReport, sealReview } from '@underpin/app';
import { ok, rejects, type Result } from '@underpin/model';
import { z } from 'zod';
import { defineCommand, type Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { readKeyFile, readKeyFiles } from '../key-files.ts';
import { withStudy } from '../study-input.ts';
import { version } from '../version.ts';
import { refusal } from '../with-store.ts';

/** `underpin review`: from a review file to a report that can be printed. */
export const reviewCommand = defineCommand({
  name: 'review',
  summary: 'Make the report of a review: one self-contained HTML page and the rows behind its figures',
  details:
    'The review file names its sector by a path relative to itself; "--data" computes on the imported submissions instead.',
  examples: [
    'underpin review examples/review-2014/review.yaml --out out/review-2014',
    'underpin review review.yaml --out out/review --seal keeper.pem --sign cb.pem mf.pem',
  ],
  input: z.object({
    file: z.string().min(1).describe('review file (YAML)'),
    out: z.string().min(1).describe('folder that gets review.html and basis.csv'),
    data: z.string().optional().describe('compute on the submissions imported into this data folder'),
    seal: z
      .string()
      .optional()
      .describe('seal the report: private key of the keeper ("underpin key new"); adds review.bundle.zip'),
    sign: z.array(z.string()).default([]).describe('private keys of authorities, which sign their own opinions'),
  }),
  operands: ['file'],
  async run(input, surroundings) {
    if (input.seal === undefined && input.sign.length > 0)
      return refusal('Give "--seal" too: opinions are signed in a bundle');
    const text = await readFile(input.file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
    if (typeof text !== 'string')
      return refusal(`Cannot read "${input.file}": ${text.code === 'ENOENT' ? 'there is no such file' : text.message}`);
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
      const html = renderReview(report.value);
      const basis = basisCsv(report.value);
      await writeFile(files.report, html);
      await writeFile(files.basis, basis);
      const sealed = await sealTo(report.value, { html, basis }, input, surroundings);
      if (!sealed.ok) return refusal(sealed.reason);
      const { coverage, figures, falls } = report.value;
      return {
        json: {
          ok: true,
          files: { ...files, ...sealed.value },
          findings,
          coverage,
          figures: figures.map(({ value }) => value),
        },
        text: [
          ...findings.map(findingText),
          `${review.title}`,
          `${coverage.withRegister} of ${coverage.institutions} institutions with a register, ${coverage.withInventory} with an inventory; ${falls.length} functions fall at most.`,
          `Report: ${files.report}`,
          `Rows:   ${files.basis}`,
          ...(sealed.value.bundle === undefined ? [] : [`Bundle: ${sealed.value.bundle}`]),
        ].join('\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});

async function sealTo(
  report: ReviewReport,
  texts: { readonly html: string; readonly basis: string },
  input: { readonly out: string; readonly seal?: string | undefined; readonly sign: readonly string[] },
  { now }: Surroundings,
): Promise<Result<{ bundle?: string }>> {
  if (input.seal === undefined) return ok({});
  const keeper = await readKeyFile(input.seal);
  if (!keeper.ok) return keeper;
  const authorities = await readKeyFiles(input.sign);
  if (!authorities.ok) return authorities;
  const files = [
    { path: 'report/basis.csv', bytes: Buffer.from(texts.basis) },
    { path: 'report/review.html', bytes: Buffer.from(texts.html) },
  ];
  const bytes = await sealReview(report, { files, keeper: keeper.value, authorities: authorities.value, now });
  if (!bytes.ok) return bytes;
  const bundle = join(input.out, 'review.bundle.zip');
  await writeFile(bundle, bytes.value);
  return ok({ bundle });
}

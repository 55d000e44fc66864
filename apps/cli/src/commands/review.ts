import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import {
  basisCsv,
  makeReview,
  readReview,
  renderReview,
  type ReviewReport,
  sealReview,
  type Signer,
} from '@underpin/app';
import { ok, refused, rejects, type Result } from '@underpin/model';
import { z } from 'zod';
import { defineCommand, type Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { readKeyFile, readKeyFiles } from '../key-files.ts';
import { readPrints, writePrints } from '../review-prints.ts';
import { withStudy } from '../study-input.ts';
import { version } from '../version.ts';
import { refusal } from '../refusal.ts';
import { readText } from '../read-bytes.ts';

/** `underpin review`: from a review file to a report that can be printed. */
export const reviewCommand = defineCommand({
  name: 'review',
  summary: 'Make the report of a review as a page, PDF or Word document, with the rows behind its figures',
  details:
    'The review file names its sector by a path relative to itself; "--data" computes on the imported submissions instead.',
  examples: [
    'underpin review examples/review-2014/review.yaml --out out/review-2014',
    'underpin review review.yaml --out out/review --formats html,pdf --template ours.docx',
    'underpin review review.yaml --out out/review --seal keeper.pem --sign cb.pem mf.pem',
  ],
  input: z.object({
    file: z.string().min(1).describe('review file (YAML)'),
    out: z.string().min(1).describe('folder that gets the report and basis.csv'),
    formats: z.string().default('html').describe('what to write: html, pdf, docx, with commas between them'),
    template: z.string().optional().describe('Word file with placeholders to fill for review.docx'),
    data: z.string().optional().describe('compute on the submissions imported into this data folder'),
    seal: z
      .string()
      .optional()
      .describe('seal the report: private key of the keeper ("underpin key new"); adds review.bundle.zip'),
    sign: z.array(z.string()).default([]).describe('private keys of authorities, which sign their own opinions'),
  }),
  operands: ['file'],
  async run(input, surroundings) {
    const keys = await keysOf(input);
    if (!keys.ok) return refusal(keys.reason);
    const text = await readText(input.file);
    if (!text.ok) return refusal(text.reason);
    const prints = await readPrints(input.formats, input.template);
    if (!prints.ok) return refusal(prints.reason);
    const { review, findings } = readReview(text.value, basename(input.file));
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
      const html = renderReview(report.value);
      const basis = basisCsv(report.value);
      if (withPage) await writeFile(files.report, html);
      await writeFile(files.basis, basis);
      const printed = await writePrints(report.value, prints.value, input.out);
      if (!printed.ok) return refusal(printed.reason);
      const { pdf, docx } = printed.value.files;
      const sealed = await sealTo(input.out, report.value, { html, basis }, keys.value, surroundings);
      if (!sealed.ok) return refusal(sealed.reason);
      const written = {
        ...(withPage ? { report: files.report } : {}),
        ...printed.value.files,
        basis: files.basis,
        ...sealed.value,
      };
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
          ...(sealed.value.bundle === undefined ? [] : [`Bundle: ${sealed.value.bundle}`]),
        ].join('\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});

interface Keys {
  readonly keeper: Signer;
  readonly authorities: readonly Signer[];
}

/** Reads the keys before anything is computed; `null` when nothing is to be sealed. */
async function keysOf(input: {
  readonly seal?: string | undefined;
  readonly sign: readonly string[];
}): Promise<Result<Keys | null>> {
  if (input.seal === undefined) {
    return input.sign.length === 0 ? ok(null) : refused('Give "--seal" too: opinions are signed in a bundle');
  }
  const keeper = await readKeyFile(input.seal);
  if (!keeper.ok) return keeper;
  const authorities = await readKeyFiles(input.sign);
  return authorities.ok ? ok({ keeper: keeper.value, authorities: authorities.value }) : authorities;
}

async function sealTo(
  out: string,
  report: ReviewReport,
  texts: { readonly html: string; readonly basis: string },
  keys: Keys | null,
  { now }: Surroundings,
): Promise<Result<{ bundle?: string }>> {
  if (keys === null) return ok({});
  const files = [
    { path: 'report/basis.csv', bytes: Buffer.from(texts.basis) },
    { path: 'report/review.html', bytes: Buffer.from(texts.html) },
  ];
  const bytes = await sealReview(report, { files, ...keys, now });
  if (!bytes.ok) return bytes;
  const bundle = join(out, 'review.bundle.zip');
  await writeFile(bundle, bytes.value);
  return ok({ bundle });
}

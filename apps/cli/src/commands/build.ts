import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type BuiltRegister,
  buildRegister,
  contentOf,
  doraProfile,
  exportRegister,
  firstStated,
  metaOfPackage,
  readMappings,
  registerWorkbook,
  referencesAt,
  stampOf,
} from '@underpin/app';
import type { ColumnMapping, Result } from '@underpin/model';
import { ok } from '@underpin/model';
import { z } from 'zod';
import { type Answer, defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { filesAt, metaInput, packageAt, profileInput } from '../register-input.ts';
import { referencesInput } from '../references-input.ts';
import { refusedExport } from '../refused-export.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';
import { readText } from '../read-bytes.ts';

const shown = 20;

/** `underpin build`: workbooks and CSV files into a register. */
export const buildCommand = defineCommand({
  name: 'build',
  summary: 'Build a register from workbooks, CSV files and packages: preview, then apply',
  details:
    'Without "--apply" nothing is written: the answer says what would be created, updated, skipped and failed. Rows are matched by the key of their table, so the same file can be built again. With "--apply" the good rows become a package (or, when an authority would refuse it, a workbook to go on from) and the failed ones CSV files to correct and build again. A CSV file with headers of its own needs a mapping; without one a mapping is proposed.',
  examples: [
    'underpin build register.xlsx --out out',
    'underpin build providers.csv --mapping mapping.yaml --onto my-register.zip --out out --apply',
    'underpin build out/b_05.01.failed.csv --onto out/register.xlsx --out out --apply',
  ],
  input: z.object({
    sources: z.array(z.string()).min(1).describe('workbooks (.xlsx), CSV files, packages (.zip)'),
    onto: z
      .string()
      .optional()
      .describe('register that the rows go into: a package or a workbook (default: a new one)'),
    mapping: z.string().optional().describe('mapping of CSV columns (YAML)'),
    apply: z.boolean().default(false).describe('write the package and the failed rows'),
    out: z.string().min(1).describe('folder that gets the package, the workbook and the failed rows'),
    profile: profileInput,
    ...metaInput,
    ...referencesInput,
  }),
  operands: ['sources'],
  async run(input, surroundings) {
    const profile = doraProfile(input.profile);
    if (profile === null) return refusal(`There is no profile "${input.profile}"`);
    const now = surroundings.now();
    const references = await referencesAt(input.national, input.gleif);
    if (!references.ok) return refusal(references.reason);
    const mappings = await mappingsAt(input.mapping);
    if (!mappings.ok) return refusal(mappings.reason);
    const workbook = input.onto !== undefined && /\.xlsx$/i.test(input.onto) ? [input.onto] : [];
    const files = await filesAt([...workbook, ...input.sources]);
    if (!files.ok) return refusal(files.reason);
    const onto =
      input.onto === undefined || workbook.length > 0 ? null : await packageAt(input.onto, surroundings.progress);
    if (onto !== null && !onto.ok) return refusal(onto.reason);
    const base = onto === null ? null : contentOf(onto.value, now);
    if (base !== null && base.lost.length > 0)
      return refusedExport({
        reason: `Cannot build onto "${input.onto}": part of it cannot be read`,
        findings: base.lost,
      });
    const built = await buildRegister({
      profile,
      register: base?.tables ?? new Map(),
      files: files.value,
      mappings: mappings.value,
    });
    const guesses = built.steps.flatMap(({ rows }) => (rows.guess === null ? [] : [rows.guess]));
    if (guesses.length > 0)
      return proposedMapping(
        guesses.map(({ mapping }) => mapping),
        guesses,
      );
    const answer = preview(built);
    if (!input.apply) return { ...answer, text: `${answer.text}\n\nNothing is written: add --apply to do it.` };
    const meta = firstStated(
      input,
      { stamp: stampOf(now) },
      built.meta,
      onto === null ? {} : metaOfPackage(onto.value),
    );
    await mkdir(input.out, { recursive: true });
    for (const { name, bytes } of built.failed) await writeFile(join(input.out, name), bytes);
    const failed = built.failed.map(({ name }) => join(input.out, name));
    const exported = await exportRegister(
      { tables: built.tables, meta, lost: [] },
      { profile, now, progress: surroundings.progress, references: references.value },
    );
    if (exported.ok) {
      const file = join(input.out, exported.name);
      await writeFile(file, exported.bytes);
      return {
        json: { ...(answer.json as object), file, failed, findings: exported.findings },
        text: [answer.text, `Package: ${file}`, ...failed.map((name) => `Failed rows: ${name}`)].join('\n'),
        exitCode: failed.length > 0 ? exitCodes.rejected : exitCodes.fine,
      };
    }
    const kept = join(input.out, 'register.xlsx');
    const saved = await registerWorkbook(profile, built.tables, meta);
    if (saved.ok) await writeFile(kept, saved.value);
    const refusedAnswer = refusedExport(exported);
    return {
      json: {
        ...(answer.json as object),
        ...(refusedAnswer.json as object),
        workbook: saved.ok ? kept : null,
        failed,
      },
      text: [
        answer.text,
        refusedAnswer.text,
        saved.ok ? `Good rows are kept in: ${kept}` : `Good rows are not kept: ${saved.reason}`,
        ...failed.map((name) => `Failed rows: ${name}`),
      ].join('\n'),
      exitCode: refusedAnswer.exitCode,
    };
  },
});

async function mappingsAt(path: string | undefined): Promise<Result<readonly ColumnMapping[]>> {
  if (path === undefined) return ok([]);
  const text = await readText(path);
  return text.ok ? readMappings(text.value, basename(path)) : text;
}

function proposedMapping(
  mappings: readonly ColumnMapping[],
  guesses: BuiltRegister['steps'][number]['rows']['guess'][],
): Answer {
  const rows = guesses.flatMap((guess) =>
    (guess?.headers ?? []).map(({ header, code, label, likeness }) => [
      guess?.mapping.file ?? '',
      header,
      code === null ? '?' : `${guess?.mapping.table} ${code}`,
      label,
      String(likeness),
    ]),
  );
  return {
    json: { ok: false, reason: 'A mapping is needed', mappings, headers: guesses.map((guess) => guess?.headers) },
    text: [
      'These files have columns of their own, and no mapping says what they are. Proposed, by the likeness of their names:',
      textTable(['file', 'header', 'column', 'label', 'likeness'], rows),
      'Correct this, keep it as a file, and give it with --mapping:',
      JSON.stringify({ mappings }, null, 2),
    ].join('\n\n'),
    exitCode: exitCodes.refused,
  };
}

function preview(built: BuiltRegister): Answer {
  const tables = built.steps.flatMap(({ file, preview: { tables: previews } }) =>
    previews.map(({ code, counts, rows }) => ({ file, code, ...counts, rows })),
  );
  const problems = tables.flatMap(({ file, code, rows }) =>
    rows.flatMap(({ outcome, line, problems: own }) =>
      outcome === 'fail' ? [{ file, table: code, line, problems: own.map(({ message }) => message) }] : [],
    ),
  );
  const { create, update, skip, fail } = built.counts;
  const more = problems.length - shown;
  return {
    json: {
      counts: built.counts,
      tables: tables.map(({ rows: _rows, ...rest }) => rest),
      problems,
      notes: built.findings,
    },
    text: [
      textTable(
        ['file', 'table', 'create', 'update', 'skip', 'fail'],
        tables
          .filter((one) => one.create + one.update + one.skip + one.fail > 0)
          .map((one) => [
            one.file,
            one.code,
            String(one.create),
            String(one.update),
            String(one.skip),
            String(one.fail),
          ]),
      ),
      `${create} create, ${update} update, ${skip} skip, ${fail} fail`,
      ...built.findings.slice(0, shown).map(findingText),
      ...problems
        .slice(0, shown)
        .map((one) => `  fails    ${one.file}:${one.line} ${one.table}\n           ${one.problems.join(' ')}`),
      ...(more > 0 ? [`  … and ${more} more rows that fail: use --json for all`] : []),
    ]
      .filter((part) => part !== '')
      .join('\n'),
    exitCode: fail > 0 ? exitCodes.rejected : exitCodes.fine,
  };
}

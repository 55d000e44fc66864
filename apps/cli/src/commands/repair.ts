import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  adviseRepairs,
  contentOf,
  doraProfile,
  exportRegister,
  firstStated,
  type Proposal,
  repairRegister,
  type RepairEdit,
  referencesAt,
  stampOf,
} from '@underpin/app';
import { rejects } from '@underpin/model';
import { z } from 'zod';
import { type Answer, defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { metaInput, packageAt, profileInput } from '../register-input.ts';
import { referencesInput } from '../references-input.ts';
import { refusedExport } from '../refused-export.ts';
import { refusal } from '../refusal.ts';

const shownEdits = 5;

/** `underpin repair`: proposals for the common causes of rejection, applied when chosen. */
export const repairCommand = defineCommand({
  name: 'repair',
  summary: 'Propose repairs for what makes an authority refuse a register, show them as changes, apply the chosen ones',
  details:
    'Without "--apply" nothing is written. "--apply certain" takes all proposals that can only be meant so; an id takes one, "503-1=eba_GA:DE" with another code of the list. The mended register is written as a package when no finding rejects it any more.',
  examples: [
    'underpin repair my-register.zip',
    'underpin repair my-register.zip --apply certain --out out',
    'underpin repair my-register.zip --apply certain 503-2=eba_GA:DE --out out',
  ],
  input: z.object({
    path: z.string().min(1).describe('package (zip or unpacked folder)'),
    apply: z.array(z.string()).default([]).describe('ids of proposals, or "certain"'),
    out: z.string().optional().describe('folder that gets the mended package'),
    profile: profileInput,
    ...metaInput,
    ...referencesInput,
  }),
  operands: ['path'],
  async run(input, surroundings) {
    const read = await packageAt(input.path, surroundings.progress);
    if (!read.ok) return refusal(read.reason);
    const now = surroundings.now();
    const references = await referencesAt(input.national, input.gleif);
    if (!references.ok) return refusal(references.reason);
    const options = { now, progress: surroundings.progress, references: references.value };
    if (input.apply.length === 0) return advice(adviseRepairs(read.value, options));
    if (input.out === undefined) return refusal('Say with --out which folder gets the mended package');
    const profile = doraProfile(input.profile);
    if (profile === null) return refusal(`There is no profile "${input.profile}"`);
    const repaired = repairRegister(read.value, input.apply, options);
    if (!repaired.ok) return refusal(repaired.reason);
    const { applied, before, after, read: mended } = repaired.value;
    const content = contentOf(mended, now);
    const exported = await exportRegister(
      { ...content, meta: firstStated(input, { stamp: stampOf(now) }, content.meta) },
      { ...options, profile },
    );
    const counts = { before: before.filter(rejects).length, after: after.filter(rejects).length };
    const diff = applied.map(proposalText);
    if (!exported.ok) {
      const refused = refusedExport(exported);
      return {
        ...refused,
        json: { ...(refused.json as object), applied, rejecting: counts },
        text: [...diff, refused.text].join('\n'),
      };
    }
    await mkdir(input.out, { recursive: true });
    const file = join(input.out, exported.name);
    await writeFile(file, exported.bytes);
    return {
      json: { ok: true, file, applied, rejecting: { ...counts, written: 0 }, findings: exported.findings },
      text: [
        ...diff,
        `${applied.length} applied; ${counts.before} rejecting findings before, none in the package that is written.`,
        `Package: ${file}`,
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});

function advice({ findings, proposals }: ReturnType<typeof adviseRepairs>): Answer {
  const rejecting = findings.filter(rejects).length;
  const certain = proposals.filter((one) => one.certain).length;
  return {
    json: { findings, proposals },
    text: [
      ...proposals.map(proposalText),
      `${rejecting} rejecting findings; ${proposals.length} proposals, ${certain} of them certain. Apply with --apply certain, or by id.`,
    ].join('\n'),
    exitCode: rejecting > 0 ? exitCodes.rejected : exitCodes.fine,
  };
}

function proposalText({ id, what, why, certain, edits, alternatives }: Proposal): string {
  const more = edits.length - shownEdits;
  return [
    `${id}  ${what}${certain ? '' : '  (a guess: decide)'}`,
    `    ${why}`,
    ...(alternatives === undefined
      ? []
      : [`    Also near: ${alternatives.map(({ code, label }) => `${code} (${label})`).join(', ')}`]),
    ...edits.slice(0, shownEdits).flatMap(editLines),
    ...(more > 0 ? [`    … and ${more} more changes`] : []),
  ].join('\n');
}

function editLines(edit: RepairEdit): string[] {
  switch (edit.kind) {
    case 'cell':
      return [`    ${edit.table}:${edit.line} ${edit.column} [${edit.key}]`, `    - ${edit.from}`, `    + ${edit.to}`];
    case 'add row':
      return [`    + ${edit.table} ${cellsText(edit.cells)}`];
    case 'remove row':
      return [`    - ${edit.table}:${edit.line} [${edit.key}]`];
    case 'remove parameter':
      return [`    - parameters.csv:${edit.line} ${edit.name},${edit.value}`];
    case 'remove file':
      return [`    - ${edit.path} (${edit.bytes} bytes)`];
    case 'rename package':
      return [`    - ${edit.from}`, `    + ${edit.to}`];
  }
}

function cellsText(cells: Readonly<Record<string, string>>): string {
  return Object.entries(cells)
    .map(([column, value]) => `${column}=${value}`)
    .join(', ');
}

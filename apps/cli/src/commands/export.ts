import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentOf, doraProfile, exportRegister, firstStated, referencesAt } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { metaInput, packageOrSubmission, profileInput } from '../register-input.ts';
import { referencesInput } from '../references-input.ts';
import { refusedExport } from '../refused-export.ts';
import { refusal } from '../refusal.ts';

/** `underpin export`: a register as a package that an authority takes. */
export const exportCommand = defineCommand({
  name: 'export',
  summary: 'Write a register as a DORA package, or say why an authority would refuse it',
  details:
    'WHAT is a package (zip or unpacked folder) or the SHA-256 of an imported submission. The package is written, read back and checked before it is kept; a finding that rejects it, or content that would be lost, refuses the export.',
  examples: ['underpin export my-register/ --out out', 'underpin export my-register.zip --profile dora-4.2 --out out'],
  input: z.object({
    what: z.string().min(1).describe('package, or SHA-256 of an imported submission'),
    out: z.string().min(1).describe('folder that gets the package'),
    profile: profileInput,
    ...metaInput,
    ...referencesInput,
    data: z.string().optional().describe('data folder of imported submissions'),
  }),
  operands: ['what'],
  async run(input, surroundings) {
    const read = await packageOrSubmission(input.what, input.data, surroundings);
    if (!read.ok) return refusal(read.reason);
    const profile = doraProfile(input.profile);
    if (profile === null) return refusal(`There is no profile "${input.profile}"`);
    if (read.value.profile?.format === 'inventory')
      return refusal(`"${read.value.name}" is an inventory; only registers are exported as packages`);
    const now = surroundings.now();
    const references = await referencesAt(input.national, input.gleif);
    if (!references.ok) return refusal(references.reason);
    const content = contentOf(read.value, now);
    const exported = await exportRegister(
      { ...content, meta: firstStated(input, content.meta) },
      { profile, now, progress: surroundings.progress, references: references.value },
    );
    if (!exported.ok) return refusedExport(exported);
    await mkdir(input.out, { recursive: true });
    const file = join(input.out, exported.name);
    await writeFile(file, exported.bytes);
    return {
      json: { ok: true, file, profile: profile.id, findings: exported.findings },
      text: `Package: ${file} (${profile.id}, ${exported.bytes.length} bytes, ${exported.findings.length} findings, none rejects)`,
      exitCode: exitCodes.fine,
    };
  },
});

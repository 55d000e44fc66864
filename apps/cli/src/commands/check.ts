import { type CheckedSubmission, checkSubmissions, doraProfiles, openSources, referencesAt } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { countsText, findingText } from '../finding-text.ts';
import { referencesInput, referenceTexts } from '../references-input.ts';
import { refusal } from '../refusal.ts';

const shownPerSubmission = 50;

/** `underpin check`: what an authority would say of a package, before it is filed. */
export const checkCommand = defineCommand({
  name: 'check',
  summary: 'Check registers and inventories without keeping them',
  details:
    'Takes DORA register packages (4.0 and 4.2; zip or unpacked folder) and inventories (zip or folder of CSV files, or XLSX). Each finding names the rule, the file and line, and the business key of the row.',
  examples: [
    'underpin check examples/sector/registers',
    'underpin check my-register.zip --json',
    'underpin check my-register.zip --national rules.csv --gleif lei2.csv rr.csv',
  ],
  input: z.object({
    paths: z.array(z.string()).min(1).describe('files and folders to check'),
    profile: z
      .enum(doraProfiles.map(({ id }) => id) as [string, ...string[]])
      .optional()
      .describe('accept only this version; by default the package itself says which of them it is'),
    ...referencesInput,
    deactivated: z.boolean().default(false).describe('also run rules that the EBA has switched off'),
    limit: z
      .int()
      .min(1)
      .default(1000)
      .describe('findings told one by one per rule, file and column; the rest is counted'),
  }),
  operands: ['paths'],
  async run(input, { progress, now }) {
    const opened = await openSources(input.paths);
    if (!opened.ok) return refusal(opened.reason);
    const { sources, passedOver } = opened.value;
    if (sources.length === 0)
      return refusal(
        `There is nothing to check below ${quoted(input.paths)}: expected .zip, .xlsx or unpacked packages`,
      );
    const references = await referencesAt(input.national, input.gleif);
    if (!references.ok) return refusal(references.reason);
    const profiles = doraProfiles.filter(({ id }) => input.profile === undefined || id === input.profile);
    const today = now().toISOString().slice(0, 10);
    const checked: CheckedSubmission[] = [];
    for await (const one of checkSubmissions(sources, {
      today,
      progress,
      limit: input.limit,
      references: references.value,
      profiles,
      deactivatedRules: input.deactivated,
    }))
      checked.push(one);
    const rejected = checked.filter((one) => one.rejected).length;
    const cancelled = checked.length < sources.length;
    return {
      json: {
        submissions: checked,
        rejected,
        passedOver,
        cancelled,
        rules: references.value.rules,
        referenceFindings: references.value.findings,
      },
      text: [
        ...referenceTexts(references.value),
        ...checked.map(submissionText),
        `${checked.length} checked, ${rejected} rejected.${passedOver.length > 0 ? ` Passed over ${passedOver.length} other file(s).` : ''}${cancelled ? ' Stopped before the end.' : ''}`,
      ].join('\n\n'),
      exitCode: rejected > 0 ? exitCodes.rejected : cancelled ? exitCodes.refused : exitCodes.fine,
    };
  },
});

function submissionText(one: CheckedSubmission): string {
  const head = `${one.name}: ${one.rejected ? 'REJECTED' : 'accepted'}, ${countsText(one.counts)} (${one.profile ?? 'unknown format'}, ${one.rows} rows)`;
  const more = one.findings.length - shownPerSubmission;
  return [
    head,
    ...one.findings.slice(0, shownPerSubmission).map(findingText),
    ...(more > 0 ? [`  … and ${more} more findings: use --json for all`] : []),
  ].join('\n');
}

function quoted(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(', ');
}

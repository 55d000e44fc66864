import type { CheckReferences } from '@underpin/app';
import { z } from 'zod';
import { findingText } from './finding-text.ts';

/** Options that name what registers are held against besides the rules that are built in. */
export const referencesInput = {
  national: z.array(z.string()).default([]).describe("authorities' rule files (CSV), whose rules are run as well"),
  gleif: z
    .array(z.string())
    .default([])
    .describe('GLEIF files to hold LEIs against: golden copy CSV of level 1, level 2, exceptions, or API answers'),
};

/** One line a rule file, and what could not be read of the files. */
export function referenceTexts({ rules, findings }: CheckReferences): string[] {
  const told = rules.map(
    ({ file, run, disabled, refused: not }) =>
      `${file}: ${run} rules run, ${not.length} not interpretable, ${disabled.length} switched off`,
  );
  const texts = [...told, ...findings.map(findingText)];
  return texts.length === 0 ? [] : [texts.join('\n')];
}

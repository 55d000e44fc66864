import { loadSector, openSources, readSector, type Study, studyOf } from '@underpin/app';
import { isoDateSchema } from '@underpin/model';
import { z } from 'zod';
import type { Answer, Surroundings } from './command.ts';
import { refusal, withStore } from './with-store.ts';

/** Options of every command that computes on a sector. */
export const studyInput = {
  asOf: isoDateSchema.optional().describe('date of the sector, yyyy-mm-dd (default: the latest that was submitted)'),
  from: z
    .array(z.string())
    .optional()
    .describe('compute on these files and folders instead of the imported submissions'),
  data: z.string().optional().describe('data folder (default: UNDERPIN_DATA, else .underpin in the project)'),
};

type StudyInput = { readonly [name in keyof typeof studyInput]?: z.output<(typeof studyInput)[name]> | undefined };

/** Loads the sector that the options name and hands the study to `work`. */
export async function withStudy(
  input: StudyInput,
  surroundings: Surroundings,
  work: (study: Study) => Answer | Promise<Answer>,
): Promise<Answer> {
  const { progress, now } = surroundings;
  const asOf = input.asOf ?? null;
  if (input.from !== undefined) {
    const opened = await openSources(input.from);
    if (!opened.ok) return refusal(opened.reason);
    const loaded = await readSector(opened.value.sources, { asOf, now, progress });
    return loaded.ok ? work(studyOf(loaded.value)) : refusal(loaded.reason);
  }
  return withStore(input.data, surroundings, async (store) => {
    const loaded = await loadSector(store, asOf, progress);
    return loaded.ok ? work(studyOf(loaded.value)) : refusal(loaded.reason);
  });
}

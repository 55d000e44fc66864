import {
  gatherOwnership,
  loadSector,
  type LoadedSector,
  openFiles,
  openSources,
  readEcbRates,
  readSector,
  selfReportedControl,
  type Study,
  studyUnderControl,
} from '@underpin/app';
import { type ExchangeRates, ok, type OwnershipGraph, refused, type Result } from '@underpin/model';
import type { z } from 'zod';
import type { Answer, Surroundings } from './command.ts';
import { refusal } from './refusal.ts';
import { studyInput } from './study-options.ts';
import { withStore } from './with-store.ts';

export { studyInput };

type StudyInput = { readonly [name in keyof typeof studyInput]?: z.output<(typeof studyInput)[name]> | undefined };

/** Loads the sector that the options name and hands it to `work`, before any view of control. */
export async function withLoadedSector(
  input: StudyInput,
  surroundings: Surroundings,
  work: (loaded: LoadedSector) => Answer | Promise<Answer>,
): Promise<Answer> {
  const { progress, now } = surroundings;
  const asOf = input.asOf ?? null;
  if (input.from !== undefined) {
    const opened = await openSources(input.from);
    if (!opened.ok) return refusal(opened.reason);
    const loaded = await readSector(opened.value.sources, { asOf, now, progress });
    return loaded.ok ? work(loaded.value) : refusal(loaded.reason);
  }
  return withStore(input.data, surroundings, async (store) => {
    const loaded = await loadSector(store, asOf, progress);
    return loaded.ok ? work(loaded.value) : refusal(loaded.reason);
  });
}

/** Loads the sector that the options name, puts it under their view of control and hands the study to `work`. */
export function withStudy(
  input: StudyInput,
  surroundings: Surroundings,
  work: (study: Study) => Answer | Promise<Answer>,
): Promise<Answer> {
  return withLoadedSector(input, surroundings, async (loaded) => {
    const choice = await controlChoice(input, loaded);
    if (!choice.ok) return refusal(choice.reason);
    const study = studyUnderControl(loaded, selfReportedControl, choice.value);
    return study.ok ? work(study.value) : refusal(study.reason);
  });
}

/** Reads the ownership data and rates that the options name. */
export async function controlChoice(
  input: StudyInput,
  loaded: LoadedSector,
): Promise<
  Result<{
    ownership: OwnershipGraph | null;
    view: NonNullable<StudyInput['controlView']>;
    rates: ExchangeRates | null;
    currency?: string;
  }>
> {
  let rates: ExchangeRates | null = null;
  if (input.rates !== undefined) {
    const opened = await openFiles([input.rates]);
    if (!opened.ok) return opened;
    const [file] = opened.value;
    if (file === undefined) return refused(`Cannot read rates from "${input.rates}": it is an empty folder`);
    rates = (await readEcbRates(new Uint8Array(await file.blob.arrayBuffer()), file.path)).rates;
  }
  let ownership: OwnershipGraph | null = null;
  if (input.ownership !== undefined) {
    const opened = await openFiles(input.ownership);
    if (!opened.ok) return opened;
    const gathered = await gatherOwnership(opened.value, loaded.sector);
    const wrong = gathered.findings.find(({ severity }) => severity === 'error' || severity === 'reject');
    if (gathered.records === 0 && wrong !== undefined) return refused(wrong.message);
    ownership = gathered.graph;
  }
  return ok({
    ownership,
    view: input.controlView ?? 'all views',
    rates,
    ...(input.currency === undefined ? {} : { currency: input.currency }),
  });
}

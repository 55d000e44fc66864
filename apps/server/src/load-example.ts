import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  importSubmissions,
  openSources,
  readDirections,
  readReview,
  type StatedDirection,
  type Store,
} from '@underpin/app';
import { ok, type Progress, refused, type Result, type Review } from '@underpin/model';

const setting = 'example.sector';

/**
 * Whether a store holds the example, is to be given it because nothing was ever kept there, is to be given the rest of it after a
 * stop (somebody may have added their own meanwhile), or is somebody's own.
 */
export async function exampleIn(store: Store): Promise<'held' | 'to load' | 'to finish' | 'none'> {
  if ((await store.settings.get(setting)) !== null) return (await holdsExample(store)) ? 'held' : 'none';
  if ((await store.submissions.list({ limit: 1 })).length === 0) return 'to load';
  return (await store.settings.get(`${setting}.begun`)) === null ? 'none' : 'to finish';
}

/** Imports the example sector, as it is and as half of it was earlier, into an empty store, once. Answers how many submissions it added; 0 when there was no need. */
export async function loadExample(
  store: Store,
  root: string,
  options: { readonly now: () => Date; readonly progress: Progress },
): Promise<Result<number>> {
  const state = await exampleIn(store);
  if (state === 'held' || state === 'none') return ok(0);
  await store.settings.set(`${setting}.begun`, options.now().toISOString());
  const opened = await openSources([join(root, 'examples', 'sector'), join(root, 'examples', 'sector-2023')]);
  if (!opened.ok) return opened;
  let added = 0;
  const ids: string[] = [];
  for await (const one of importSubmissions(store.submissions, opened.value.sources, options)) {
    if (one.submission !== null) ids.push(one.submission.id);
    added += one.added ? 1 : 0;
  }
  if (options.progress.cancelled) return refused('Stopped while the example was being loaded: the next start goes on.');
  await store.settings.set(`${setting}.submissions`, JSON.stringify(ids));
  await store.settings.set(setting, options.now().toISOString());
  return ok(added);
}

/** True when the store holds the example and nothing else: one submission of somebody's own ends it. */
export async function holdsExample(store: Store): Promise<boolean> {
  const stated = await store.settings.get(`${setting}.submissions`);
  if (stated === null) return false;
  const known = new Set(JSON.parse(stated) as string[]);
  return (await store.submissions.list()).every(({ id }) => known.has(id));
}

/** The worked review of the example; null when its file cannot be read as one. */
export async function exampleReview(root: string): Promise<Review | null> {
  return readReview(await readFile(join(root, 'examples/review-2014/review.yaml'), 'utf8')).review;
}

/** The made-up directions of the example, which the page's sale of a brand is held against. */
export async function exampleDirections(root: string): Promise<Result<readonly StatedDirection[]>> {
  const path = join(root, 'examples/ownership/directions.yaml');
  return readDirections(await readFile(path, 'utf8'), path);
}

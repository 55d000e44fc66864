import { join } from 'node:path';
import { importSubmissions, openSources, type Store } from '@underpin/app';
import { ok, type Progress, type Result } from '@underpin/model';

const setting = 'example.sector';

/** Imports the example sector, as it is and as half of it was earlier, into an empty store, once. Answers how many submissions it added; 0 when there was no need. */
export async function loadExample(
  store: Store,
  root: string,
  options: { readonly now: () => Date; readonly progress: Progress },
): Promise<Result<number>> {
  if ((await store.settings.get(setting)) !== null) return ok(0);
  if (
    (await store.submissions.list({ limit: 1 })).length > 0 &&
    (await store.settings.get(`${setting}.begun`)) === null
  )
    return ok(0);
  await store.settings.set(`${setting}.begun`, options.now().toISOString());
  const opened = await openSources([join(root, 'examples', 'sector'), join(root, 'examples', 'sector-2023')]);
  if (!opened.ok) return opened;
  let added = 0;
  for await (const one of importSubmissions(store.submissions, opened.value.sources, options))
    added += one.added ? 1 : 0;
  await store.settings.set(
    `${setting}.submissions`,
    JSON.stringify((await store.submissions.list()).map(({ id }) => id)),
  );
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

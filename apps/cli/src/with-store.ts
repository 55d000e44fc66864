import type { Store } from '@underpin/app';
import type { Answer, Surroundings } from './command.ts';
import { dataFolder } from './places.ts';
import { refusal } from './refusal.ts';

/** Opens the store for one piece of work and closes it whatever happens. */
export async function withStore(
  data: string | undefined,
  surroundings: Surroundings,
  work: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  const database = surroundings.environment['UNDERPIN_DATABASE_URL'];
  const { openStore } = await import('@underpin/store');
  const opened = await openStore({
    directory: dataFolder(data, surroundings),
    clock: surroundings.now,
    ...(database === undefined || database === '' ? {} : { database }),
  });
  if (!opened.ok) return refusal(opened.reason);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

import type { Store } from '@underpin/app';
import { openStore } from '@underpin/store';
import type { Answer, Surroundings } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { dataFolder } from './places.ts';

/** An answer that says why the request was refused. */
export function refusal(reason: string): Answer {
  return { json: { ok: false, reason }, text: reason, exitCode: exitCodes.refused };
}

/** Opens the store for one piece of work and closes it whatever happens. */
export async function withStore(
  data: string | undefined,
  surroundings: Surroundings,
  work: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  const database = surroundings.environment['UNDERPIN_DATABASE_URL'];
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

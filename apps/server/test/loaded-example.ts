import { access, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '@underpin/model';
import { start } from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');

/**
 * A data folder of one's own in which the example stands already, as after a first start at `now`.
 * It is loaded once in a run of the tests, whichever file asks first, and copied for each who asks.
 * @param living under this word the folder was loaded at the time of the run, not at a time that is always the same
 */
export async function loadedExample(now: () => Date, living?: 'living'): Promise<string> {
  const run = process.env['UNDERPIN_TEST_RUN'];
  const copy = await mkdtemp(join(tmpdir(), 'underpin-example-'));
  if (run === undefined) return copy;
  const place = join(run, living ?? now().toISOString().replaceAll(':', '-'));
  const made = join(place, 'made');
  const mine = await mkdir(place).then(
    () => true,
    () => false,
  );
  if (mine) {
    const started = await start({
      root,
      data: join(place, 'data'),
      database: undefined,
      host: '127.0.0.1',
      port: 0,
      now,
      progress: silent,
    });
    if (started.ok) await started.value.stop();
    await writeFile(made, started.ok ? '' : started.reason);
  }
  while (!(await exists(made))) await new Promise((resolve) => setTimeout(resolve, 100));
  await cp(join(place, 'data'), copy, { recursive: true });
  return copy;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what test files of one run share, gone with the run. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'underpin-run-'));
  process.env['UNDERPIN_TEST_RUN'] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

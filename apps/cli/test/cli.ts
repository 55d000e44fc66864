import { join } from 'node:path';
import { commands, run, type Surroundings } from '../src/index.ts';

export const root = join(import.meta.dirname, '../../..');

/** Runs a command line in this process and gives what it wrote and its exit code. */
export async function cli(
  words: readonly string[],
  surroundings: Partial<Surroundings> = {},
): Promise<{ readonly exitCode: number; readonly out: string; readonly error: string }> {
  const written = { out: '', error: '' };
  const exitCode = await run(
    commands,
    words,
    {
      progress: { cancelled: false, report: () => {} },
      now: () => new Date('2025-06-30T12:00:00Z'),
      environment: {},
      root,
      ...surroundings,
    },
    { out: (text) => (written.out += text), error: (text) => (written.error += text) },
  );
  return { exitCode, ...written };
}

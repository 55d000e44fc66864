import { join } from 'node:path';
import { exitCodes } from './exit-codes.ts';
import { run } from './run.ts';
import { TerminalProgress } from './terminal-progress.ts';

const progress = new TerminalProgress(process.stderr, () => performance.now());
let interrupts = 0;
process.on('SIGINT', () => {
  interrupts += 1;
  if (interrupts > 1) process.exit(130);
  progress.cancel();
  process.stderr.write('\nStopping; press Ctrl-C again to end at once.\n');
});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.fine);
  throw error;
});

const surroundings = {
  progress,
  now: () => new Date(),
  environment: process.env,
  root: join(import.meta.dirname, '../../..'),
};
// Verifying must need nothing, scheduling and cut sets must start at once: each is loaded without the other commands.
const alone = process.argv[2];
const commands =
  alone === 'verify'
    ? [(await import('./commands/verify.ts')).verifyCommand]
    : alone === 'schedule'
      ? [(await import('./commands/schedule.ts')).scheduleCommand]
      : alone === 'cut-sets'
        ? [(await import('./commands/cut-sets.ts')).cutSetsCommand]
        : (await import('./commands/index.ts')).commands;
try {
  process.exitCode = await run(commands, process.argv.slice(2), surroundings, {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
} catch (error) {
  if (process.env['UNDERPIN_DEBUG'] !== undefined) throw error;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `Underpin made a mistake: ${message}\nPlease report it; UNDERPIN_DEBUG=1 shows where it happened.\n`,
  );
  process.exitCode = 70;
} finally {
  progress.end();
}

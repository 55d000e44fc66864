import { join } from 'node:path';
import { oidcOfEnvironment } from './oidc-of-environment.ts';
import { settingsOf } from './settings.ts';
import { start } from './start.ts';

const root = join(import.meta.dirname, '../../..');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const settings = (): ReturnType<typeof settingsOf> => {
  try {
    return settingsOf(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
};
let last = 0;
const progress = {
  cancelled: false,
  report(step: string, done: number, total: number): void {
    if (performance.now() - last < 2000 || step !== 'Importing') return;
    last = performance.now();
    say(`Loading the example sector: ${done} of ${total} files`);
  },
};

const running = await start({
  ...settings(),
  root,
  data: process.env['UNDERPIN_DATA'] ?? join(root, '.underpin'),
  database: process.env['UNDERPIN_DATABASE_URL'],
  databaseOwner: process.env['UNDERPIN_DATABASE_OWNER_URL'],
  publicUrl: process.env['UNDERPIN_PUBLIC_URL'],
  oidc: oidcOfEnvironment(process.env),
  // The message alone: never what was asked or answered.
  tell: (error) => void process.stderr.write(`${error instanceof Error ? error.message : 'Unknown error'}\n`),
  host: process.env['HOST'] ?? '127.0.0.1',
  port: Number(process.env['PORT'] ?? 4600),
  now: () => new Date(),
  progress,
  ...(process.env['UNDERPIN_OWNERSHIP'] === undefined ? {} : { ownership: [process.env['UNDERPIN_OWNERSHIP']] }),
});
if (running.ok) {
  const { address, added, summary, welcome } = running.value;
  if (added > 0) say(`Loaded the example sector: ${added} submissions.`);
  const width = Math.max(...summary.map(([name]) => name.length));
  say('');
  for (const [name, value] of summary) say(`  ${name.padEnd(width)}  ${value}`);
  say(
    `\nUnderpin is at ${address} (ready after ${((performance.now() - started) / 1000).toFixed(1)} s; stop it with Ctrl-C)`,
  );
  say(`The API is described at ${address}/api`);
  if (welcome !== null) say(`Set the administrator's password once, within 48 hours: ${address}${welcome}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      void running.value.stop().then(() => process.exit(0));
    });
  }
} else {
  process.stderr.write(`${running.reason}\n`);
  process.exitCode = 3;
}

import { join } from 'node:path';
import { openStore } from '@underpin/store/open';
import { oidcOfEnvironment } from './oidc-of-environment.ts';
import { settingsOf } from './settings.ts';
import type { StartOptions } from './start.ts';
import { storeOptions } from './store-options.ts';

const root = join(import.meta.dirname, '../../..');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
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

const options: StartOptions = {
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
};
// The database opens in a thread of its own while all else is read.
const begun = Promise.withResolvers<void>();
const store = openStore({ ...storeOptions(options), begun: begun.resolve });
await Promise.race([begun.promise, store]);
const { listen } = await import('./start.ts');

const giveUp = (reason: string): void => {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 3;
};
const seconds = (): string => (performance.now() / 1000).toFixed(1);
const listening = await listen({ ...options, store });
if (listening.ok) {
  const { address, welcome, loaded, stop } = listening.value;
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
  say(`Underpin is at ${address} (after ${seconds()} s; stop it with Ctrl-C)`);
  say(`The API is described at ${address}/api`);
  if (welcome !== null) say(`Set the administrator's password once, within 48 hours: ${address}${welcome}`);
  const all = await loaded;
  if (all.ok) {
    const { added, summary } = all.value;
    const width = Math.max(...summary.map(([name]) => name.length));
    say('');
    if (added > 0) say(`Loaded the example sector: ${added} submissions.`);
    for (const [name, value] of summary) say(`  ${name.padEnd(width)}  ${value}`);
    say(`\nEverything is loaded (after ${seconds()} s).`);
  } else if (!stopping) {
    giveUp(all.reason);
    await stop();
  }
} else giveUp(listening.reason);

import { dirname } from 'node:path';
import { openStore } from '@underpin/store';
import { silent } from '@underpin/model';
import { start } from '../../apps/server/src/index.ts';

// A server in a process of its own, as `npm start` runs it. Says its address, and ends with its input.
const [data = '', fictional] = process.argv.slice(2);
const now = (): Date => new Date();
if (fictional === 'fictional') {
  // A generated sector counts as the example, so that nobody need sign in; its desk is left empty.
  const opened = await openStore({ directory: data, database: undefined, clock: now });
  if (!opened.ok) throw new Error(opened.reason);
  const { settings, submissions } = opened.value;
  const ids = (await submissions.list()).map(({ id }) => id);
  await settings.set('example.sector', now().toISOString());
  await settings.set('example.sector.submissions', JSON.stringify(ids));
  await settings.set('example.desk', JSON.stringify({ begun: now().toISOString(), people: [] }));
  await opened.value.close();
}
const running = await start({
  root: dirname(dirname(import.meta.dirname)),
  data,
  database: undefined,
  host: '127.0.0.1',
  port: 0,
  now,
  progress: silent,
  tell: (error) => console.error(error),
  rates: { requests: 1_000_000, signIns: 1_000_000, address: 10_000_000 },
});
if (!running.ok) throw new Error(running.reason);
process.stdout.write(`${JSON.stringify({ address: running.value.address })}\n`);
process.stdin.resume();
process.stdin.on('end', () => void running.value.stop().then(() => process.exit(0)));

import { openStore } from '@underpin/store';
import { createClient } from '@underpin/contract';
import { fetchOf, makeWorld } from './world.ts';

// Adds tasks to a case as fast as it can, and says each one once it was acknowledged. It is ended from outside.
const [directory = '', token = '', caseId = ''] = process.argv.slice(2);
const opened = await openStore({ directory, clock: () => new Date() });
if (!opened.ok) throw new Error(opened.reason);
const world = await makeWorld(opened.value, { now: () => new Date() });
const client = createClient({ baseUrl: '', fetch: fetchOf(world.server), token });
process.stdout.write('ready\n');
for (let n = 0; ; n += 1) {
  const body = { title: `task ${n}`, owner: 'A1' };
  const answer = await client.addTask({ params: { id: caseId }, body });
  process.stdout.write(answer.ok ? `${answer.value.id}\n` : `failed ${answer.status}\n`);
}

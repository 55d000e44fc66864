import { dirname } from 'node:path';
import { openStore } from '@underpin/store';
import { silent } from '@underpin/model';
import { start } from '../../apps/server/src/index.ts';
import { type ReviewWorldSize, seedReviews } from './review-world.ts';

// A server in a process of its own, as `npm start` runs it, on a seeded store. Says what was seeded and its address, and ends with its input.
const [data = '', size = '{}', database] = process.argv.slice(2);
const now = (): Date => new Date();
const opened = await openStore({ directory: data, database, clock: now });
if (!opened.ok) throw new Error(opened.reason);
const world = await seedReviews(opened.value, JSON.parse(size) as ReviewWorldSize, 20_260_301);
await opened.value.close();
const running = await start({
  root: dirname(dirname(import.meta.dirname)),
  data,
  database,
  host: '127.0.0.1',
  port: 0,
  now,
  progress: silent,
  tell: (error) => console.error(error),
  rates: { requests: 1_000_000, signIns: 1_000_000, address: 10_000_000 },
});
if (!running.ok) throw new Error(running.reason);
process.stdout.write(`${JSON.stringify({ ...world, address: running.value.address })}\n`);
process.stdin.resume();
process.stdin.on('end', () => void running.value.stop().then(() => process.exit(0)));

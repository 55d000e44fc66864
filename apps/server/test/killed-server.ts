import type { AddressInfo } from 'node:net';
import { openStore } from '@underpin/store';
import { startWorker } from '../src/api/worker.ts';
import { makeWorld } from './world.ts';

// The API on a socket, with its worker; says its address once it listens. It is ended from outside, without warning.
const [directory = '', database] = process.argv.slice(2);
const opened = await openStore({ directory, database, clock: () => new Date() });
if (!opened.ok) throw new Error(opened.reason);
const world = await makeWorld(opened.value, { now: () => new Date() });
startWorker(world.options, 20);
await world.server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`http://127.0.0.1:${(world.server.server.address() as AddressInfo).port}\n`);

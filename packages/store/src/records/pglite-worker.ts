import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { valueParsers } from './value-parsers.ts';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './worker-protocol.ts';

const port = parentPort;
if (port === null) throw new Error('Expected to run as a worker thread');
const start = workerData as WorkerStart;

function answer(message: WorkerAnswer): void {
  port?.postMessage(message);
}

function told(id: number, error: unknown): WorkerAnswer {
  const code = (error as { code?: unknown }).code;
  return {
    id,
    ok: false,
    error: {
      message: error instanceof Error ? error.message : String(error),
      code: typeof code === 'string' ? code : null,
    },
  };
}

/**
 * A new database is made beside its place and moved there whole, so that a death halfway leaves no half database. It is a copy of
 * one that PGlite's makers initialised: to initialise one here takes five times as long.
 */
async function create(): Promise<void> {
  const unfinished = `${start.directory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const loadDataDir = start.template === null ? await dataDir() : new Blob([await readFile(start.template)]);
  const fresh = await PGlite.create({ dataDir: unfinished, loadDataDir });
  await fresh.close();
  await rename(unfinished, start.directory);
}

async function open(): Promise<PGlite> {
  if (!existsSync(start.directory)) await create();
  return PGlite.create({ dataDir: start.directory, parsers: { ...valueParsers } });
}

async function serve(database: PGlite, request: WorkerRequest): Promise<WorkerAnswer> {
  switch (request.kind) {
    case 'query': {
      const result = await database.query(request.sql, [...request.parameters]);
      const value = { rows: result.rows, affectedRows: result.affectedRows ?? null };
      return { id: request.id, ok: true, value };
    }
    case 'dump': {
      const archive = await database.dumpDataDir('gzip');
      return { id: request.id, ok: true, value: new Uint8Array(await archive.arrayBuffer()) };
    }
    case 'close':
      await database.close();
      return { id: request.id, ok: true, value: null };
  }
}

try {
  const database = await open();
  port.on('message', (request: WorkerRequest) => {
    serve(database, request).then(answer, (error: unknown) => answer(told(request.id, error)));
  });
  answer({ id: 0, ok: true, value: null });
} catch (error) {
  answer(told(0, error));
  port.close();
}

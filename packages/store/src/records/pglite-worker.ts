import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
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

/** While this file stands beside a database, its making was not finished. */
const unfinished = `${start.directory}.unfinished`;

/**
 * Opens the database, or makes it; one that a death left half made is made anew. A new one is a copy of what PGlite's makers
 * initialised: to initialise one here takes five times as long.
 */
async function open(): Promise<PGlite> {
  const parsers = { ...valueParsers };
  if (existsSync(start.directory) && !existsSync(unfinished)) {
    return PGlite.create({ dataDir: start.directory, parsers });
  }
  await writeFile(unfinished, '');
  await rm(start.directory, { recursive: true, force: true });
  const loadDataDir = start.template === null ? await dataDir() : new Blob([await readFile(start.template)]);
  const database = await PGlite.create({ dataDir: start.directory, loadDataDir, parsers });
  await database.query('checkpoint');
  await rm(unfinished);
  return database;
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

import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { extract } from 'tar-fs';
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

/** PGlite's own, with a quarter of its page cache: all of it is written to at every start, and one caller never fills it. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];

/** While this file stands beside a database, its making was not finished. */
const unfinished = `${start.directory}.unfinished`;

/**
 * Opens the database, or makes it; one that a death left half made is made anew. A new one is a copy of a template, or of what
 * PGlite's makers initialised: to initialise one here takes five times as long. PGlite unpacks an archive too, file by file
 * through its own file system, which takes three times as long.
 */
async function open(): Promise<PGlite> {
  const { directory, template } = start;
  if (!existsSync(directory) || existsSync(unfinished)) {
    await writeFile(unfinished, '');
    await rm(directory, { recursive: true, force: true });
    if (template === null) await unpack(await dataDir(), directory);
    else await cp(template, directory, { recursive: true });
    await rm(unfinished);
  }
  return PGlite.create({ dataDir: directory, parsers: { ...valueParsers }, startParams });
}

function unpack(archive: Blob, directory: string): Promise<void> {
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const files = extract(directory, {
    dmode: 0o700,
    fmode: 0o600,
    map: (header) => ({ ...header, ...owner }),
  });
  return pipeline(Readable.fromWeb(archive.stream()), createGunzip(), files);
}

async function serve(database: PGlite, request: WorkerRequest): Promise<WorkerAnswer> {
  switch (request.kind) {
    case 'query': {
      const result = await database.query(request.sql, [...request.parameters]);
      const value = { rows: result.rows, affectedRows: result.affectedRows ?? null };
      return { id: request.id, ok: true, value };
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

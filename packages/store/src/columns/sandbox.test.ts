import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSandbox } from './sandbox.ts';

test('queries reach files of their own directory and nothing else', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'underpin-sandbox-'));
  const instance = await openSandbox(':memory:', directory, { memory: '256MB', threads: 1 });
  const connection = await instance.connect();
  await connection.run('COPY (SELECT 1 AS a) TO $1 (FORMAT parquet)', [join(directory, 'own.parquet')]);
  expect(
    await (await connection.run('SELECT a FROM read_parquet($1)', [join(directory, 'own.parquet')])).getRows(),
  ).toEqual([[1]]);
  const forbidden = [
    `SELECT * FROM read_text('/etc/hostname')`,
    `SELECT * FROM read_text('${directory}/../../etc/hostname')`,
    `COPY (SELECT 1) TO '${directory}-beside.parquet'`,
    `ATTACH '${directory}-beside.duckdb'`,
    'INSTALL httpfs',
    'LOAD httpfs',
    `SET enable_external_access = true`,
    `SET allowed_directories = ['/']`,
  ];
  for (const sql of forbidden) await expect(connection.run(sql), sql).rejects.toThrow();
  connection.closeSync();
  instance.closeSync();
  await rm(directory, { recursive: true });
});

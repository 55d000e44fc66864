import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import type { Result } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import type { ColumnLimits } from './columns/sandbox.ts';
import { openSandbox } from './columns/sandbox.ts';

/** Who has a directory open; only told to people, the lock itself is the kernel's. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** Directories that this process has open: the kernel's locks do not part a process from itself. */
const held = new Set<string>();

export interface OpenDirectory {
  readonly duckdb: DuckDBInstance;
  readonly release: () => void;
}

/**
 * Takes a directory for this process alone. The lock is the one that DuckDB takes on its database file: the kernel
 * frees it when the process dies, however it dies, so there is no stale lock to judge.
 */
export async function openAlone(
  directory: string,
  columns: string,
  limits: ColumnLimits,
  holder: Holder,
): Promise<Result<OpenDirectory>> {
  const place = await realpath(directory);
  const holderFile = join(place, 'holder.json');
  if (held.has(place)) return refused(taken(directory, holder));
  held.add(place);
  try {
    const duckdb = await openSandbox(join(place, 'lock.duckdb'), columns, limits);
    await writeFile(holderFile, JSON.stringify(holder));
    return ok({ duckdb, release: () => held.delete(place) });
  } catch (error) {
    held.delete(place);
    const told = error instanceof Error ? error.message : String(error);
    if (!/could not set lock|conflicting lock/i.test(told)) return refused(`Cannot open "${directory}": ${told}`);
    return refused(taken(directory, await readHolder(holderFile)));
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function taken(directory: string, holder: Holder | null): string {
  const who = holder === null ? 'another process' : `process ${holder.pid} on "${holder.host}" (since ${holder.since})`;
  return `Cannot open "${directory}": ${who} has it open, and the embedded database serves one process at a time. Stop that process, choose another directory, or use PostgreSQL.`;
}

export interface Rooms {
  readonly columns: string;
  readonly content: string;
  readonly evidence: string;
}

/** Makes the rooms of a data directory. */
export async function makeRooms(directory: string): Promise<Result<Rooms>> {
  try {
    await mkdir(directory, { recursive: true });
    const place = await realpath(directory);
    const rooms = {
      columns: join(place, 'columns'),
      content: join(place, 'content'),
      evidence: join(place, 'evidence'),
    };
    await mkdir(rooms.columns, { recursive: true });
    await mkdir(rooms.content, { recursive: true });
    await mkdir(rooms.evidence, { recursive: true });
    return ok(rooms);
  } catch (error) {
    return refused(
      `Cannot use "${directory}" as data directory: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

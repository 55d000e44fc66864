import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PackageResult } from './bulk-protocol.ts';

/** What is known of one path: how the file looked, under which settings it was checked, and what came out. */
export interface BulkRecord {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  /** Version and settings of the check; another one makes the record stale. */
  readonly settings: string;
  readonly result: PackageResult | null;
  readonly problem: string | null;
}

/**
 * The records of a bulk check, one JSON line each, appended as packages are done; the last line of a path counts. A line that a dead
 * process left unfinished is cut off at the next start, and its package checked again.
 */
export class BulkState {
  readonly #file: string;
  readonly #records: Map<string, BulkRecord>;

  private constructor(file: string, records: Map<string, BulkRecord>) {
    this.#file = file;
    this.#records = records;
  }

  static async open(file: string): Promise<BulkState> {
    await mkdir(dirname(file), { recursive: true });
    const records = new Map<string, BulkRecord>();
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
    for (const line of whole.split('\n')) {
      const record = recordOf(line);
      if (record !== null) records.set(record.path, record);
    }
    return new BulkState(file, records);
  }

  get(path: string): BulkRecord | undefined {
    return this.#records.get(path);
  }

  async add(record: BulkRecord): Promise<void> {
    this.#records.set(record.path, record);
    await appendFile(this.#file, `${JSON.stringify(record)}\n`);
  }
}

function recordOf(line: string): BulkRecord | null {
  if (line === '') return null;
  try {
    const record = JSON.parse(line) as BulkRecord;
    return typeof record.path === 'string' ? record : null;
  } catch {
    return null;
  }
}

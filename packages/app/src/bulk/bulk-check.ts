import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { openSources } from '@underpin/formats';
import { ok, type Progress, type Result } from '@underpin/model';
import { type BulkSummary, renderBulkSummary } from '@underpin/report/check-report';
import type { BulkAnswer } from './bulk-protocol.ts';
import { type BulkRecord, BulkState } from './bulk-state.ts';
import { summaryCsv, summaryOf } from './bulk-summary.ts';
import { WorkerPool } from './worker-pool.ts';

export interface BulkOptions {
  /** Folder that gets summary.html, .csv and .json, a report a package, and the state to go on from. */
  readonly out: string;
  readonly now: () => Date;
  readonly version: string;
  readonly progress: Progress;
  /** Default: as many as the machine has cores. */
  readonly workers?: number;
  /** Findings told one by one per rule, file and column; default 1,000. */
  readonly limit?: number;
  /** Rule files of authorities (CSV), whose rules are run as well. */
  readonly national?: readonly string[];
  /** GLEIF files to hold identities against. */
  readonly gleif?: readonly string[];
  /** A file that changed less than this many milliseconds ago may still be arriving and is left for later; default 0. */
  readonly settle?: number;
}

/** What one pass over the paths did. `waiting` files were still changing; `cancelled` ones are left for the next pass. */
export interface BulkPass {
  readonly summary: BulkSummary;
  readonly checked: number;
  readonly unchanged: number;
  readonly waiting: number;
  readonly cancelled: boolean;
}

/**
 * Checks any number of packages in parallel. What is done is written down package by package, so that a pass that was stopped or
 * killed goes on where it was: a file of the same size and time, or of the same bytes, is not checked again. Workers
 * live until {@link close}, so that a watched folder can be passed over again and again. Memory holds one package a
 * worker and a few hundred bytes for each package done.
 *
 * @example
 * const bulk = await BulkCheck.open({ out: 'out', now: () => new Date(), version: '0.1.0', progress: silent });
 * const pass = await bulk.pass(['registers']);
 * await bulk.close();
 */
export class BulkCheck {
  readonly #options: BulkOptions;
  readonly #state: BulkState;
  readonly #pool: WorkerPool;
  readonly #settings: string;
  readonly #workers: number;
  #last = 0;

  private constructor(options: BulkOptions, state: BulkState, references: readonly string[]) {
    this.#options = options;
    this.#state = state;
    const { out, version, limit = 1_000, workers = availableParallelism(), national = [], gleif = [] } = options;
    this.#workers = workers;
    this.#settings = JSON.stringify({ version, limit, ...(references.length === 0 ? {} : { references }) });
    this.#pool = new WorkerPool({ out, version, limit, national, gleif }, workers);
  }

  /** Fails when a rule file or GLEIF file cannot be read. */
  static async open(options: BulkOptions): Promise<BulkCheck> {
    const references = await hashesOf([...(options.national ?? []), ...(options.gleif ?? [])]);
    return new BulkCheck(options, await BulkState.open(join(options.out, 'state.jsonl')), references);
  }

  /** Checks all packages below the paths that are new or changed, and writes the summary of all. Refused when a path cannot be read. */
  async pass(paths: readonly string[]): Promise<Result<BulkPass>> {
    const { out, progress, now, version, settle = 0 } = this.#options;
    const opened = await openSources(paths);
    if (!opened.ok) return opened;
    const own = resolve(out);
    const found = [...new Set(opened.value.sources.map(({ path }) => resolve(path)))].filter(
      (path) => !path.startsWith(own),
    );
    const done = { checked: 0, unchanged: 0, waiting: 0 };
    const records: BulkRecord[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < found.length && !progress.cancelled) {
        const path = found[next++] as string;
        const outcome = await this.#one(path, settle, now());
        done[outcome.kind] += 1;
        if (outcome.record !== undefined) records.push(outcome.record);
        progress.report('Checking', done.checked + done.unchanged, found.length);
      }
    };
    // One lane more than workers keeps each of them busy while the other one's answer is written down.
    await Promise.all(Array.from({ length: this.#workers + 1 }, lane));
    const summary = summaryOf(records, version, now());
    await writeSummary(out, summary);
    return ok({ summary, ...done, cancelled: progress.cancelled && next < found.length });
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #one(
    path: string,
    settle: number,
    now: Date,
  ): Promise<{ readonly kind: 'checked' | 'unchanged' | 'waiting'; readonly record?: BulkRecord }> {
    const status = await stat(path).catch(() => null);
    if (status === null) return { kind: 'waiting' };
    const known = this.#state.get(path);
    const fresh = known !== undefined && known.settings === this.#settings && known.result !== null;
    if (fresh && !status.isDirectory() && known.size === status.size && known.modified === status.mtimeMs)
      return { kind: 'unchanged', record: known };
    const age = now.getTime() - status.mtimeMs;
    if (age >= 0 && age < settle) return { kind: 'waiting', ...(known === undefined ? {} : { record: known }) };
    const answer = await this.#pool.check({
      id: (this.#last += 1),
      path,
      today: now.toISOString().slice(0, 10),
      known: fresh ? (known.result?.sha256 ?? null) : null,
    });
    const record = this.#record(path, status.size, status.mtimeMs, answer, known);
    await this.#state.add(record);
    return { kind: answer.kind === 'unchanged' ? 'unchanged' : 'checked', record };
  }

  #record(path: string, size: number, modified: number, answer: BulkAnswer, known: BulkRecord | undefined): BulkRecord {
    const head = { path, size, modified, settings: this.#settings };
    if (answer.kind === 'checked') return { ...head, result: answer.result, problem: null };
    if (answer.kind === 'unchanged') return { ...head, result: known?.result ?? null, problem: null };
    return { ...head, result: null, problem: answer.problem };
  }
}

// Other rules or other identities make what was said of a package stale.
async function hashesOf(paths: readonly string[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const path of paths) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
    hashes.push(hash.digest('hex'));
  }
  return hashes;
}

async function writeSummary(out: string, summary: BulkSummary): Promise<void> {
  await mkdir(out, { recursive: true });
  const files = {
    'summary.json': JSON.stringify(summary, null, 2),
    'summary.csv': summaryCsv(summary),
    'summary.html': renderBulkSummary(summary),
  };
  for (const [name, content] of Object.entries(files)) {
    const target = join(out, name);
    await writeFile(`${target}.part`, content);
    await rename(`${target}.part`, target);
  }
}

import { createHash } from 'node:crypto';
import type {
  Columns,
  KeptSubmission,
  NewSubmission,
  PreparedSubmission,
  StoredTable,
  SubmissionQuery,
  SubmissionStore,
} from '@underpin/app';
import type { Finding, IsoDate, Submission } from '@underpin/model';
import type { Originals } from './files/originals.ts';
import { findingsOfTable, findingsTable, tableOfFindings } from './findings-table.ts';
import { insertSubmissions } from './queries/insert-submission.ts';
import {
  currentSubmissions,
  findSubmission,
  findingsOf,
  listSubmissions,
  tablesOf,
} from './queries/read-submissions.ts';
import type { Records } from './tables/records.ts';

/** Submissions over records, column files and originals. The commit of the records is what makes a submission exist. */
export class KeptSubmissions implements SubmissionStore {
  readonly #records: Records;
  readonly #columns: Columns;
  readonly #originals: Originals;

  constructor(records: Records, columns: Columns, originals: Originals) {
    this.#records = records;
    this.#columns = columns;
    this.#originals = originals;
  }

  async add(given: NewSubmission): Promise<KeptSubmission> {
    checkIdentity(given);
    const known = await this.get(given.submission.id);
    if (known !== null) return { submission: known, added: false };
    const [kept] = (await this.keep([await this.prepare(given)])) ?? [];
    if (kept === undefined) throw unknownSubmission(given.submission.id);
    return kept;
  }

  async prepare(given: NewSubmission): Promise<PreparedSubmission> {
    checkIdentity(given);
    const { submission, content, tables, findings } = given;
    const writing = [
      this.#originals.write(submission.id, content),
      ...[...tables, tableOfFindings(findings)].map((table) => this.#columns.write(table)),
    ] as const;
    // Nothing is still being written when a failure is told.
    await Promise.allSettled(writing);
    const [, ...written] = await Promise.all(writing);
    const stored = tables.map((table, index) => ({ table: table.name, file: table.file, ...written[index]! }));
    return { submission, tables: stored, findings: written.at(-1)! };
  }

  keep(prepared: readonly PreparedSubmission[]): Promise<readonly KeptSubmission[] | null> {
    return insertSubmissions(this.#records, prepared);
  }

  get(id: string): Promise<Submission | null> {
    return findSubmission(this.#records, id);
  }

  list(query: SubmissionQuery = {}): Promise<readonly Submission[]> {
    return listSubmissions(this.#records, query);
  }

  current(asOf: IsoDate): Promise<readonly Submission[]> {
    return currentSubmissions(this.#records, asOf);
  }

  tables(submissions: readonly string[]): Promise<readonly StoredTable[]> {
    return tablesOf(this.#records, submissions);
  }

  async findings(submission: string): Promise<readonly Finding[]> {
    return (await this.allFindings([submission])).get(submission) ?? [];
  }

  async allFindings(submissions: readonly string[]): Promise<ReadonlyMap<string, readonly Finding[]>> {
    const stored = await findingsOf(this.#records, submissions);
    const known = new Map(stored.map((one) => [one.id, one]));
    const unknown = submissions.find((id) => !known.has(id));
    if (unknown !== undefined) throw unknownSubmission(unknown);
    const some = stored.filter(({ rows }) => rows > 0);
    if (some.length === 0) return new Map(submissions.map((id) => [id, []]));
    const { table } = await this.#columns.read(
      some.map(({ id, hash, rows }) => ({ submission: id, table: findingsTable, file: '', hash, rows })),
    );
    const all = findingsOfTable(table);
    const told = new Map<string, readonly Finding[]>();
    let first = 0;
    for (const { id, rows } of some) {
      told.set(id, all.slice(first, first + rows));
      first += rows;
    }
    return new Map(submissions.map((id) => [id, told.get(id) ?? []]));
  }

  async content(submission: string): Promise<Uint8Array> {
    await this.#known(submission);
    return this.#originals.read(submission);
  }

  async #known(id: string): Promise<Submission> {
    const submission = await this.get(id);
    if (submission === null) throw unknownSubmission(id);
    return submission;
  }
}

function checkIdentity({ submission, content }: NewSubmission): void {
  const hash = createHash('sha256').update(content).digest('hex');
  if (submission.id === hash && submission.bytes === content.length) return;
  throw new TypeError(
    `Cannot add submission "${submission.id}" of ${submission.bytes} bytes: its content has SHA-256 ${hash} and ${content.length} bytes`,
  );
}

function unknownSubmission(id: string): RangeError {
  return new RangeError(`Cannot find submission "${id}": expected the id of a submission that was added`);
}

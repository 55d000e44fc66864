import type { ChainedEntry, Party, Person } from '@underpin/contract';
import type { Result } from '@underpin/model';
import type { Acting, DeliveryRecord, DoorTables, JobRecord, ReviewTables, WorkerTables } from './review-tables.ts';

export interface ListQuery<Row> {
  /** Fields that must have exactly these values. */
  readonly where?: Partial<Row>;
  readonly sort?: { readonly field: keyof Row & string; readonly descending: boolean };
  /** The sorted field and the id of the last row that is known. */
  readonly after?: readonly [unknown, string];
  readonly limit?: number;
}

/** Records of some tables, inside one transaction. Rows that the caller may not see are not there. */
export interface Records<Tables> {
  get<T extends keyof Tables & string>(table: T, id: string): Promise<Tables[T] | null>;
  /** Rows in order, and how many there are without page and limit. */
  list<T extends keyof Tables & string>(
    table: T,
    query?: ListQuery<Tables[T]>,
  ): Promise<{ readonly items: readonly Tables[T][]; readonly total: number }>;
  /** False when a row with such an id, or another value that must be unique, is there. */
  insert<T extends keyof Tables & string>(table: T, row: Tables[T]): Promise<boolean>;
  /** Number of rows that were changed. */
  update<T extends keyof Tables & string>(
    table: T,
    where: Partial<Tables[T]>,
    changes: Partial<Tables[T]>,
  ): Promise<number>;
  remove<T extends keyof Tables & string>(table: T, where: Partial<Tables[T]>): Promise<number>;
}

export interface SearchHit {
  readonly kind: 'case' | 'evidence' | 'finding' | 'extract' | 'measure';
  readonly id: string;
  /** The case that it belongs to; null for who does not see the case. */
  readonly caseId: string | null;
  readonly text: string;
}

/** Records as one party sees them. */
export interface ReviewRecords extends Records<ReviewTables> {
  search(text: string, limit: number): Promise<{ readonly items: readonly SearchHit[]; readonly total: number }>;
  /** Entries from a sequence on. */
  ledger(from: number, limit: number): Promise<readonly ChainedEntry[]>;
  /** Holds a name until the transaction ends: many at once, or one alone. */
  hold(name: string, alone: boolean): Promise<void>;
  /** Appends to the ledger; `hash` makes the entry's hash from its other fields. Whoever appends next waits until the transaction ends. */
  append(
    entry: Omit<ChainedEntry, 'sequence' | 'previous' | 'hash'>,
    hash: (entry: Omit<ChainedEntry, 'hash'>) => string,
  ): Promise<ChainedEntry>;
}

/** Kinds of jobs that a worker takes: these only, or all but these. */
export type JobLane = { readonly only: readonly string[] } | { readonly but: readonly string[] };

export interface WorkerRecords extends Records<WorkerTables> {
  /** Takes the next job of a lane that is due, also one whose worker died, for so long. Other workers pass it by. */
  takeJob(now: string, lockedUntil: string, lane?: JobLane): Promise<JobRecord | null>;
  takeDelivery(now: string, nextTry: string): Promise<DeliveryRecord | null>;
  /** Counts for those who run the server. */
  figures(): Promise<{
    readonly jobs: Readonly<Record<string, number>>;
    readonly deliveriesWaiting: number;
    readonly ledgerEntries: number;
  }>;
  /** Forgets answers kept for idempotency keys, and messages that were delivered, from before a moment. */
  forget(before: string): Promise<void>;
}

/** Files of evidence, named by their SHA-256, outside the database. */
export interface EvidenceFiles {
  /** Writes a file as it comes in. Refused when it is longer than `limit` bytes; then nothing is kept. */
  write(
    pieces: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<Result<{ readonly sha256: string; readonly bytes: number; readonly head: Uint8Array }>>;
  /** Throws when the bytes are no longer those of the name. */
  read(sha256: string): Promise<AsyncIterable<Uint8Array>>;
}

/** Who holds the secret of a session or of an API token. */
export interface Holder {
  /** Id of the session or token. */
  readonly id: string;
  readonly csrf: string | null;
  readonly scope: 'read' | 'write';
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  /** Whether a second factor is set up. */
  readonly totp: boolean;
  readonly person: Person;
  readonly party: Party;
}

/** Reviews with all that belongs to them. Each call is one transaction; it is rolled back when `keep` says no, or on a throw. */
export interface ReviewStore {
  as<T>(acting: Acting, work: (records: ReviewRecords) => Promise<T>, keep?: (answer: T) => boolean): Promise<T>;
  door<T>(work: (records: Records<DoorTables>) => Promise<T>): Promise<T>;
  worker<T>(work: (records: WorkerRecords) => Promise<T>): Promise<T>;
  /** Who holds a secret, by its SHA-256, in one statement: asked before every request. Null when nobody active does; whether it has run out is for the caller to say. */
  holderOf(kind: 'session' | 'token', secretSha256: string): Promise<Holder | null>;
  readonly files: EvidenceFiles;
}

import { Worker } from 'node:worker_threads';
import type { QueryAnswer, WorkerAnswer, WorkerError, WorkerRequest, WorkerStart } from './worker-protocol.ts';

type Value = QueryAnswer | Uint8Array | null;
/** A request without its number. */
type Ask = WorkerRequest extends infer Each ? (Each extends WorkerRequest ? Omit<Each, 'id'> : never) : never;

/** An error of the database, with its SQLSTATE in `code` where there is one. */
export class DatabaseError extends Error {
  readonly code: string | null;

  constructor({ message, code }: WorkerError) {
    super(message);
    this.name = 'DatabaseError';
    this.code = code;
  }
}

interface Thread {
  readonly session: number;
  ended: boolean;
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<Value>>;
}

/**
 * PGlite in a thread of its own. It cannot cancel a statement, so one that runs past the timeout costs the thread its
 * life; the next request opens the database again. Requests run one after the other.
 */
export class EmbeddedDatabase {
  readonly #start: WorkerStart;
  readonly #timeoutMs: number;
  #thread: Promise<Thread> | null = null;
  #gone: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #generation = 0;

  constructor(start: WorkerStart, timeoutMs: number) {
    this.#start = start;
    this.#timeoutMs = timeoutMs;
  }

  /** Opens the database if it is not open; answers with the number of its session. */
  async open(): Promise<number> {
    return (await this.#opened()).session;
  }

  /** True while this session lasts: a transaction ends with the session that it began in. */
  isOpen(session: number): boolean {
    return this.#thread !== null && this.#generation === session;
  }

  /** Runs one statement in a session; throws when that session has ended. */
  async query(session: number, sql: string, parameters: readonly unknown[]): Promise<QueryAnswer> {
    const thread = await this.#opened();
    if (thread.session !== session) {
      throw new DatabaseError({ message: 'The session of this statement has ended', code: '08003' });
    }
    return (await this.#request(thread, { kind: 'query', sql, parameters })) as QueryAnswer;
  }

  async close(): Promise<void> {
    if (this.#thread === null) return;
    const thread = await this.#thread;
    await this.#request(thread, { kind: 'close' });
    thread.ended = true;
    this.#thread = null;
    await thread.worker.terminate();
  }

  async #opened(): Promise<Thread> {
    const opening = (this.#thread ??= this.#startThread());
    try {
      return await opening;
    } catch (error) {
      if (this.#thread === opening) this.#thread = null;
      throw error;
    }
  }

  async #request(thread: Thread, ask: Ask): Promise<Value> {
    if (thread.ended) throw new DatabaseError({ message: 'The database thread has ended', code: '08003' });
    const id = this.#nextId;
    this.#nextId += 1;
    const answer = Promise.withResolvers<Value>();
    thread.waiting.set(id, answer);
    const timer = setTimeout(() => {
      const seconds = this.#timeoutMs / 1000;
      this.#fail(thread, new DatabaseError({ message: `Statement stopped after ${seconds} s`, code: '57014' }));
    }, this.#timeoutMs);
    thread.worker.postMessage({ ...ask, id });
    try {
      return await answer.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends a thread. Its successor must not open the directory before it is gone. */
  #fail(thread: Thread, error: Error): void {
    if (thread.ended) return;
    thread.ended = true;
    this.#thread = null;
    this.#gone = thread.worker.terminate();
    for (const waiting of thread.waiting.values()) waiting.reject(error);
    thread.waiting.clear();
  }

  async #startThread(): Promise<Thread> {
    await this.#gone;
    this.#generation += 1;
    const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: this.#start });
    const thread: Thread = { session: this.#generation, ended: false, worker, waiting: new Map() };
    const opened = Promise.withResolvers<Value>();
    thread.waiting.set(0, opened);
    worker.on('message', (answer: WorkerAnswer) => {
      const waiting = thread.waiting.get(answer.id);
      thread.waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new DatabaseError(answer.error));
    });
    worker.on('error', (error: Error) => this.#fail(thread, error));
    worker.on('exit', () =>
      this.#fail(thread, new DatabaseError({ message: 'The database thread ended', code: null })),
    );
    try {
      await opened.promise;
    } catch (error) {
      thread.ended = true;
      this.#gone = worker.terminate();
      throw error;
    }
    return thread;
  }
}

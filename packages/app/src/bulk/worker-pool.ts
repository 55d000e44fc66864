import { Worker } from 'node:worker_threads';
import type { BulkAnswer, BulkSettings, BulkTask } from './bulk-protocol.ts';

interface Waiting {
  readonly task: BulkTask;
  readonly settle: (answer: BulkAnswer) => void;
}

/**
 * Worker threads that check one package each at a time, so that memory is bounded by the largest packages and not by their
 * number. A worker that dies takes its package with it, as "failed", and is replaced.
 */
export class WorkerPool {
  readonly #settings: BulkSettings;
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Waiting>();
  readonly #queue: Waiting[] = [];
  #closed = false;

  constructor(settings: BulkSettings, size: number) {
    this.#settings = settings;
    this.#size = size;
  }

  check(task: BulkTask): Promise<BulkAnswer> {
    if (this.#closed) throw new TypeError('The pool is closed');
    return new Promise((settle) => {
      this.#queue.push({ task, settle });
      this.#feed();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((worker) => worker.terminate()));
  }

  #feed(): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined);
      const next = worker === undefined ? undefined : this.#queue.shift();
      if (worker === undefined || next === undefined) return;
      this.#busy.set(worker, next);
      worker.postMessage(next.task);
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./bulk-worker.ts', import.meta.url), {
      workerData: this.#settings,
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    worker.on('message', (answer: BulkAnswer) => {
      const waiting = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      waiting?.settle(answer);
      this.#feed();
    });
    worker.on('error', (error: Error) => this.#lose(worker, error.message));
    worker.on('exit', () => this.#lose(worker, 'its worker ended'));
    return worker;
  }

  #lose(worker: Worker, reason: string): void {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    const waiting = this.#busy.get(worker);
    this.#busy.delete(worker);
    const problem = `Could not check "${waiting?.task.path}": ${reason}`;
    waiting?.settle({ id: waiting.task.id, kind: 'failed', problem });
    if (!this.#closed) this.#feed();
  }
}

import type { Worker } from 'node:worker_threads';
import { type Progress, refused, type Result } from '@underpin/model';
import { keepThread, stopHearing, takeThread } from './kept-threads.ts';
import type { Order } from './serve-work.ts';

const watchMs = 50;

export interface ApartOptions {
  readonly entry: URL;
  readonly work: object;
  readonly memoryMb: number;
  readonly progress: Progress;
  /** Said when the work needs more memory than is given. */
  readonly tooLarge: string;
  /** What the work is called when it ends without an answer. */
  readonly name: string;
}

/** How what a thread says is answered: `settle` with the result when the thread has done its work, `fail` with an error. */
export interface ApartTalk<T> {
  readonly worker: Worker;
  readonly settle: (result: Result<T>) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Does work in a thread of its own, so that the caller's stays free. The thread is ended when `progress` is cancelled (then refused)
 * and when it takes too much memory (refused with `tooLarge`); one that has done its work is kept for the next.
 */
export function workApart<T, Message>(
  { entry, work, memoryMb, progress, tooLarge, name }: ApartOptions,
  hear: (message: Message, talk: ApartTalk<T>) => void,
): Promise<Result<T>> {
  const worker = takeThread(entry, memoryMb);
  return new Promise<Result<T>>((resolve, reject) => {
    const end = (): void => {
      clearInterval(watch);
      stopHearing(worker);
      worker.on('error', () => {});
      void worker.terminate();
    };
    const giveUp = (reason: string): void => {
      end();
      resolve(refused(reason));
    };
    const watch = setInterval(() => {
      if (progress.cancelled) giveUp('It was cancelled.');
    }, watchMs);
    const fail = (error: Error): void => {
      end();
      reject(error);
    };
    const settle = (result: Result<T>): void => {
      clearInterval(watch);
      keepThread(entry, memoryMb, worker);
      resolve(result);
    };
    worker.on('message', (message: Message) => hear(message, { worker, settle, fail }));
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') giveUp(tooLarge);
      else fail(error);
    });
    worker.once('exit', () => fail(new Error(`${name} ended without an answer`)));
    worker.postMessage({ work } satisfies Order<object>);
  });
}

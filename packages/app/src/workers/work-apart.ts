import { Worker } from 'node:worker_threads';
import { type Progress, refused, type Result } from '@underpin/model';

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

/** How what a thread says is answered: `settle` ends the thread with a result, `fail` with an error. */
export interface ApartTalk<T> {
  readonly worker: Worker;
  readonly settle: (result: Result<T>) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Does work in a thread of its own, so that the caller's stays free. It is ended when `progress` is cancelled (then refused), when it
 * takes too much memory (refused with `tooLarge`), or when `hear` settles it.
 */
export function workApart<T, Message>(
  { entry, work, memoryMb, progress, tooLarge, name }: ApartOptions,
  hear: (message: Message, talk: ApartTalk<T>) => void,
): Promise<Result<T>> {
  const worker = new Worker(entry, { workerData: work, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  return new Promise<Result<T>>((resolve, reject) => {
    const watch = setInterval(() => {
      if (progress.cancelled) talk.settle(refused('It was cancelled.'));
    }, watchMs);
    const end = (): void => {
      clearInterval(watch);
      void worker.terminate();
    };
    const talk: ApartTalk<T> = {
      worker,
      settle: (result) => {
        end();
        resolve(result);
      },
      fail: (error) => {
        end();
        reject(error);
      },
    };
    worker.on('message', (message: Message) => hear(message, talk));
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') talk.settle(refused(tooLarge));
      else talk.fail(error);
    });
    worker.once('exit', () => talk.fail(new Error(`${name} ended without an answer`)));
  });
}

import { Worker } from 'node:worker_threads';

const keptMs = 30_000;

interface Kept {
  readonly worker: Worker;
  readonly end: NodeJS.Timeout;
}

/** By entry and memory: a thread does only the kind of work that it was started for. */
const kept = new Map<string, Kept[]>();

/** A thread that waits for this kind of work, or a new one. */
export function takeThread(entry: URL, memoryMb: number): Worker {
  const waiting = kept.get(`${entry.href} ${memoryMb}`)?.pop();
  if (waiting === undefined) return new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  clearTimeout(waiting.end);
  stopHearing(waiting.worker);
  waiting.worker.ref();
  return waiting.worker;
}

/**
 * Keeps a thread that has done its work for the next of the kind, half a minute long: to start one costs most of a second. At most
 * one of each kind waits, and it holds nobody's process open.
 */
export function keepThread(entry: URL, memoryMb: number, worker: Worker): void {
  const key = `${entry.href} ${memoryMb}`;
  const waiting = kept.get(key) ?? [];
  stopHearing(worker);
  if (waiting.length > 0) return void worker.terminate();
  kept.set(key, waiting);
  const forget = (): void => {
    const at = waiting.findIndex((one) => one.worker === worker);
    if (at >= 0) waiting.splice(at, 1);
    void worker.terminate();
  };
  worker.once('error', forget);
  worker.once('exit', forget);
  worker.unref();
  waiting.push({ worker, end: setTimeout(forget, keptMs).unref() });
}

/** Forgets who listened to a thread. Without names Node would forget its own listeners too, and the thread be deaf. */
export function stopHearing(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

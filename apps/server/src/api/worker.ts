import {
  deliverNext,
  fanOut,
  fileUploads,
  freezeFigures,
  planProgramme,
  previewUpload,
  runNextJob,
  type Worker,
} from '@underpin/app';
import type { ApiOptions } from './api-options.ts';
import { webhookPost } from './post-webhook.ts';

/** How long the answer to an idempotency key is kept: two days. */
const keptMs = 2 * 86_400_000;

export function workerOf(options: ApiOptions): Worker {
  const { store, sealer, now, tell, study, version } = options;
  const kinds = {
    'freeze figures': freezeFigures(study, version, store.reviews.files, now),
    'preview upload': previewUpload(store, now),
    'plan programme': planProgramme(study),
    'file uploads': fileUploads(store, options.filed),
  };
  return { reviews: store.reviews, sealer, now, tell, kinds };
}

/** Jobs that take long in a thread of their own: they run beside all others, one at a time. */
const long = ['plan programme'];

/** Does what is due now, of any kind or of all but some; answers whether there was something. */
export async function workOnce(options: ApiOptions, but: readonly string[] = []): Promise<boolean> {
  const worker = workerOf(options);
  const post = webhookPost(options.privateWebhooks);
  const told = (await fanOut(worker)) > 0;
  const delivered = await deliverNext(worker, post);
  const ran = await runNextJob(worker, { but });
  return told || delivered || ran;
}

/** Works until it is stopped. Any number of processes may do so on one PostgreSQL. */
export function startWorker(options: ApiOptions, idleMs = 500): { readonly stop: () => Promise<void> } {
  const stopped = new AbortController();
  const again = async (work: () => Promise<boolean>): Promise<void> => {
    while (!stopped.signal.aborted) {
      let busy = false;
      try {
        busy = await work();
      } catch (error) {
        options.tell(error);
      }
      if (!busy) await pause(idleMs, stopped.signal);
    }
  };
  let forgotAt = 0;
  const short = again(async () => {
    const now = options.now().getTime();
    if (now - forgotAt > 3_600_000) {
      forgotAt = now;
      await options.store.reviews.worker((records) => records.forget(new Date(now - keptMs).toISOString()));
    }
    return workOnce(options, long);
  });
  const apart = again(() => runNextJob(workerOf(options), { only: long }));
  return {
    stop: async () => {
      stopped.abort();
      await Promise.all([short, apart]);
    },
  };
}

/** Waits, but not on when it is told to stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

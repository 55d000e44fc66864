import type { CheckedFile } from './check-file.ts';
import type { CheckMessage, CheckRequest } from './check-worker.ts';

/** Checks a file in a worker, so that the page stays quick; the signal ends it. Throws when the file is beyond this browser. */
export function checkApart(
  file: File,
  tell: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<CheckedFile> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(new DOMException('stopped', 'AbortError'));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<CheckMessage>) => {
      if (data.kind === 'progress') return tell(data.done, data.total);
      end();
      if (data.kind === 'checked') resolve(data.checked);
      else reject(new Error(data.reason));
    });
    worker.addEventListener('error', (event) => {
      end();
      reject(new Error(event.message || 'the checker could not be loaded'));
    });
    const today = new Date(Date.now()).toISOString().slice(0, 10);
    worker.postMessage({ file, today } satisfies CheckRequest);
  });
}

import type { LayoutInput, LayoutOutput } from './layered-layout.ts';

/** Places nodes in a worker; ends it when the signal says so. */
export function placeNodes(input: LayoutInput, signal: AbortSignal): Promise<LayoutOutput> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', end);
    worker.addEventListener('message', ({ data }: MessageEvent<LayoutOutput>) => {
      end();
      resolve(data);
    });
    worker.addEventListener('error', (event) => {
      end();
      reject(new Error(event.message));
    });
    worker.postMessage(input);
  });
}

import { checkFile } from './check-file.ts';

export interface CheckRequest {
  readonly file: File;
  readonly today: string;
}
export type CheckMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'checked'; readonly checked: Awaited<ReturnType<typeof checkFile>> }
  | { readonly kind: 'failed'; readonly reason: string };

const between = 100;

addEventListener('message', ({ data: { file, today } }: MessageEvent<CheckRequest>) => {
  const say = (message: CheckMessage): void => postMessage(message);
  let told = 0;
  const progress = {
    cancelled: false,
    report: (_step: string, done: number, total: number): void => {
      if (performance.now() - told < between) return;
      told = performance.now();
      say({ kind: 'progress', done, total });
    },
  };
  checkFile(file, today, progress).then(
    (checked) => say({ kind: 'checked', checked }),
    (error: unknown) => say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
});

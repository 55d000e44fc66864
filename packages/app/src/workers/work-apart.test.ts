import { ok, type Progress, silent } from '@underpin/model';
import { expect, test } from 'vitest';
import { workApart } from './work-apart.ts';

const serve = new URL('./serve-work.ts', import.meta.url).href;
const entry = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { threadId } from 'node:worker_threads';
    import { serveWork } from '${serve}';
    serveWork(async (work, port) => {
      if (work.ends === 'never') return;
      if (work.ends === 'badly') throw new Error('The work went wrong');
      if (work.ends === 'at once') process.exit(3);
      if (work.ends === 'in too much memory') for (const all = []; ; ) all.push(new Array(100_000).fill(all.length));
      port.postMessage(threadId);
    });`)}`,
);
const work = (ends: string, progress: Progress = silent) =>
  workApart<number, number>(
    { entry, work: { ends }, memoryMb: 32, progress, tooLarge: 'Too large.', name: 'The work' },
    (threadId, { settle }) => settle(ok(threadId)),
  );

test('a thread that has done its work does the next, two at once are two', async () => {
  const first = await work('well');
  expect(await work('well')).toEqual(first);
  const [one, two] = await Promise.all([work('well'), work('well')]);
  expect(one).not.toEqual(two);
});

test('a thread that is cancelled, fails or ends is told, and is not used again', async () => {
  const first = await work('well');
  let cancelled = false;
  setTimeout(() => (cancelled = true), 50);
  const progress = {
    report: () => {},
    get cancelled() {
      return cancelled;
    },
  };
  expect(await work('never', progress)).toEqual({ ok: false, reason: 'It was cancelled.' });
  const second = await work('well');
  expect(second).not.toEqual(first);
  await expect(work('badly')).rejects.toThrow('The work went wrong');
  await expect(work('at once')).rejects.toThrow('The work ended without an answer');
  expect(await work('in too much memory')).toEqual({ ok: false, reason: 'Too large.' });
  expect(await work('well')).not.toEqual(second);
});

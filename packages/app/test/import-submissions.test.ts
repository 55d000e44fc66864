import { join } from 'node:path';
import { silent } from '@underpin/model';
import { temporaryStore } from '@underpin/store/testing';
import { expect, test } from 'vitest';
import { type ImportedSubmission, importSubmissions, openSources } from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const now = () => new Date('2025-06-30T12:00:00Z');

async function firstSources(count: number) {
  const opened = await openSources([join(root, 'examples/sector')]);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.sources.slice(0, count);
}

test('submissions come and are kept in the order of their sources; the same again adds nothing', async () => {
  const { store, remove } = await temporaryStore(now);
  try {
    const sources = await firstSources(6);
    const again = [...sources, ...sources.slice(0, 2)];
    const found: ImportedSubmission[] = [];
    for await (const one of importSubmissions(store.submissions, again, { now, progress: silent })) found.push(one);
    expect(found.map(({ path }) => path)).toEqual(again.map(({ path }) => path));
    expect(found.map(({ added }) => added)).toEqual(again.map((_, index) => index < 6));
    expect((await store.submissions.list()).length).toBe(6);
  } finally {
    await remove();
  }
});

test('cancelled or left early, what was told as kept is there whole, and nothing is written any more', async () => {
  const { store, remove } = await temporaryStore(now);
  try {
    const sources = await firstSources(8);
    const cancelled = { cancelled: false, report: () => {} };
    const kept: string[] = [];
    for await (const { submission } of importSubmissions(store.submissions, sources, { now, progress: cancelled })) {
      if (submission !== null) kept.push(submission.id);
      if (kept.length === 2) cancelled.cancelled = true;
    }
    expect(kept.length).toBe(2);
    for await (const { submission } of importSubmissions(store.submissions, sources.slice(4), {
      now,
      progress: silent,
    })) {
      kept.push(submission?.id ?? '');
      break;
    }
    expect((await store.submissions.list()).map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
    for (const id of kept) expect((await store.submissions.content(id)).length).toBeGreaterThan(0);
    expect((await store.submissions.tables(kept)).length).toBeGreaterThan(kept.length);
  } finally {
    // Closing waits for nobody: a write under way would fail here.
    await remove();
  }
});

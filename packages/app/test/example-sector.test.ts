import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readZip } from '@underpin/formats';
import { silent } from '@underpin/model';
import { temporaryStore } from '@underpin/store/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  importSubmissions,
  loadSector,
  makeReview,
  openSources,
  readReview,
  readSector,
  relianceOn,
  type Study,
  studyOf,
} from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const now = () => new Date('2025-06-30T12:00:00Z');
const highEnd = { expression: 'group == "VGRQXHF3J8VDLUA7XE92" && category == "server.high-end"' };

async function sources() {
  const opened = await openSources([join(root, 'examples/sector')]);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value.sources;
}

let study: Study;
beforeAll(async () => {
  const loaded = await readSector(await sources(), { asOf: null, now, progress: silent });
  if (!loaded.ok) throw new Error(loaded.reason);
  study = studyOf(loaded.value);
});

function answerTo(expression: string) {
  const answer = relianceOn(study, { expression });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

describe('the example sector', () => {
  test('gives the figures that the docs quote', () => {
    const { withdrawal } = answerTo(highEnd.expression);
    const lost = withdrawal.figures.find(({ measure }) => measure === 'critical functions lost');
    expect(lost).toMatchObject({ total: 108, n: 108 });
    expect([lost?.value?.atLeast, lost?.value?.atMost].map((share) => Math.round((share ?? 0) * 108))).toEqual([
      21, 21,
    ]);
    expect(withdrawal.functions.filter(({ critical }) => critical).length).toBe(21);
  });

  test.each([
    ['country == "US"', 'country == "US" || country == "CN"'],
    ['serviceType == "S17"', 'serviceType == "S17" || serviceType == "S19"'],
    ['category == "server.high-end"', 'category.startsWith("server.")'],
  ])('loses no less when more is withdrawn: %s, then %s', (less, more) => {
    const bounds = (expression: string) => answerTo(expression).withdrawal.figures.map(({ value }) => value);
    const wider = bounds(more);
    bounds(less).forEach((value, at) => {
      expect(wider[at]?.atLeast ?? 0).toBeGreaterThanOrEqual(value?.atLeast ?? 0);
      expect(wider[at]?.atMost ?? 0).toBeGreaterThanOrEqual(value?.atMost ?? 0);
    });
  });

  test('names rows that say in their file what the basis says of them', async () => {
    const { withdrawal } = answerTo('country == "NL"');
    const rows = withdrawal.figures[0]?.basis() ?? [];
    const functions = rows.filter(({ file }) => file === 'reports/b_06.01.csv');
    expect(functions.length).toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const { submission, file, line, says } of functions) {
      const { files } = await readZip(submission, await readFile(join(root, 'examples/sector/registers', submission)));
      const found = files.find(({ path }) => path.endsWith(file));
      const lines = new TextDecoder().decode(found?.bytes).split(/\r?\n/);
      const at = lines[0]?.split(',').indexOf('c0010') ?? -1;
      const id = lines[line - 1]?.split(',')[at] ?? '';
      if (!says.startsWith(`Critical function ${id} of`))
        wrong.push(`${submission} ${file}:${line} is ${id}, not: ${says}`);
    }
    expect(wrong).toEqual([]);
  });

  test('answers from a store as from the files', async () => {
    const { store, remove } = await temporaryStore(now);
    try {
      for await (const one of importSubmissions(store.submissions, await sources(), { now, progress: silent }))
        expect(one.kept).toBe(true);
      const loaded = await loadSector(store, null, silent);
      if (!loaded.ok) throw new Error(loaded.reason);
      const kept = studyOf(loaded.value);
      for (const expression of [
        highEnd.expression,
        'country == "US"',
        'serviceType == "S17" && dataLocation == "IE"',
      ]) {
        const [fromFiles, fromStore] = [relianceOn(study, { expression }), relianceOn(kept, { expression })];
        if (!fromFiles.ok || !fromStore.ok) throw new Error('refused');
        expect(fromStore.value.withdrawal.figures.map(({ value }) => value)).toEqual(
          fromFiles.value.withdrawal.figures.map(({ value }) => value),
        );
      }
      expect((await loadSector(store, '2020-01-01', silent)).ok).toBe(false);
    } finally {
      await remove();
    }
  });
});

describe('the review of the example', () => {
  test('answers every figure that its file asks for, and every path begins at the subject', async () => {
    const { review } = readReview(await readFile(join(root, 'examples/review-2014/review.yaml'), 'utf8'));
    if (review === null) throw new Error('the example review cannot be read');
    const report = makeReview(study, review, { now, version: 'test', progress: silent });
    if (!report.ok) throw new Error(report.reason);
    const answered = report.value.figures.flatMap(({ answers }) => answers ?? []);
    expect(answered.toSorted()).toEqual(review.figures.map(({ id }) => id).toSorted());
    expect(report.value.falls.length).toBe(32);
    for (const { path } of report.value.falls) {
      expect(path[0]?.kind).toMatch(/product|asset/);
      expect(path.at(-1)?.kind).toBe('function');
    }
    const share = report.value.figures.find(({ answers }) => answers === 'F4');
    expect(share?.value.of).toBe('assets');
  });
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store, StoredTable } from '@underpin/app';
import type { Finding, Submission } from '@underpin/model';
import { TableBuilder, cell } from '@underpin/model';
import { expect, test } from 'vitest';
import type { Sample } from './sample-submission.ts';
import { sampleSubmission } from './sample-submission.ts';

export interface Opened {
  readonly store: Store;
  readonly directory: string;
}

/** What a store must do whichever database holds its records. Every test uses entities of its own. */
export function storeConformance(opened: () => Opened): void {
  const add = async (sample: Sample): Promise<Submission> =>
    (await opened().store.submissions.add(sampleSubmission(sample))).submission;
  const get = async (id: string): Promise<Submission> => {
    const found = await opened().store.submissions.get(id);
    if (found === null) throw new Error(`Expected submission ${id}`);
    return found;
  };
  const currentOf = async (entity: string, asOf: string): Promise<readonly string[]> =>
    (await opened().store.submissions.current(asOf)).filter((one) => one.entity === entity).map(({ id }) => id);

  test('a submission comes back as it was given, with its bytes, tables and findings', async () => {
    const { submissions, columns } = opened().store;
    const findings: Finding[] = [
      {
        rule: '805',
        severity: 'reject',
        location: { file: 'a.csv', line: 7, column: 'c0010' },
        message: 'm',
        source: 's',
      },
      {
        rule: 'x',
        severity: 'advisory',
        location: { file: '' },
        key: 'k=1',
        value: '',
        expected: 'é',
        message: '',
        source: 's',
      },
    ];
    const given = sampleSubmission({ entity: 'whole', findings });
    const { submission, added } = await submissions.add(given);
    expect(added).toBe(true);
    expect(submission).toEqual({ ...given.submission, supersedes: null, supersededBy: null });
    expect(await submissions.get(submission.id)).toEqual(submission);
    expect(await submissions.content(submission.id)).toEqual(Buffer.from(given.content));
    expect(await submissions.findings(submission.id)).toEqual(findings);
    const all = await submissions.allFindings([submission.id, submission.id]);
    expect([...all]).toEqual([[submission.id, findings]]);
    const stored = await submissions.tables([submission.id]);
    expect(stored.map(({ table, file, rows }) => ({ table, file, rows }))).toEqual([
      { table: 'T0', file: 'reports/t0.csv', rows: 3 },
      { table: 'T1', file: 'reports/t1.csv', rows: 3 },
    ]);
    const { table } = await columns.read(stored.slice(0, 1));
    expect(table).toEqual(given.tables[0]);
  });

  test('the same bytes again change nothing', async () => {
    const given = sampleSubmission({ entity: 'twice' });
    const first = await opened().store.submissions.add(given);
    const second = await opened().store.submissions.add({ ...given, tables: [], findings: [] });
    expect(second).toEqual({ submission: first.submission, added: false });
    expect(await opened().store.submissions.tables([given.submission.id])).toHaveLength(2);
  });

  test('the same bytes from many callers at once are added once', async () => {
    const given = sampleSubmission({ entity: 'at once' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => opened().store.submissions.add(given)));
    expect(answers.filter(({ added }) => added)).toHaveLength(1);
    expect(new Set(answers.map(({ submission }) => submission.id)).size).toBe(1);
  });

  test('a later submission of the same entity, format and date supersedes the earlier; both are kept', async () => {
    const first = await add({ entity: 'series', text: '1' });
    const second = await add({ entity: 'series', text: '2' });
    const third = await add({ entity: 'series', text: '3' });
    expect(await get(first.id)).toMatchObject({ supersedes: null, supersededBy: second.id });
    expect(await get(second.id)).toMatchObject({ supersedes: first.id, supersededBy: third.id });
    expect(await get(third.id)).toMatchObject({ supersedes: second.id, supersededBy: null });
    expect(await opened().store.submissions.list({ entity: 'series' })).toHaveLength(3);
    expect(await opened().store.submissions.content(first.id)).toHaveLength('series/1'.length);
  });

  test('other formats and dates do not supersede', async () => {
    const base = await add({ entity: 'apart', text: '1' });
    await add({ entity: 'apart', text: '2', format: 'inventory' });
    await add({ entity: 'apart', text: '3', referenceDate: '2026-06-30' });
    await add({ entity: 'apart too', text: '4' });
    expect(await get(base.id)).toMatchObject({ supersededBy: null });
  });

  test('submissions of one series added at once form one chain', async () => {
    const added = await Promise.all(Array.from({ length: 5 }, (_, n) => add({ entity: 'chain', text: String(n) })));
    const chain = await Promise.all(added.map(({ id }) => get(id)));
    expect(chain.filter(({ supersededBy }) => supersededBy === null)).toHaveLength(1);
    expect(chain.filter(({ supersedes }) => supersedes === null)).toHaveLength(1);
    expect(new Set(chain.map(({ supersedes }) => supersedes)).size).toBe(5);
  });

  test('a rejected submission supersedes only rejected ones and is never current', async () => {
    const refusedFirst = await add({ entity: 'rejected', text: '0', rejected: true });
    expect(await currentOf('rejected', '2026-12-31')).toEqual([]);
    const accepted = await add({ entity: 'rejected', text: '1' });
    expect(await get(refusedFirst.id)).toMatchObject({ supersededBy: accepted.id });
    const refusedLater = await add({ entity: 'rejected', text: '2', rejected: true });
    expect(refusedLater.supersedes).toBeNull();
    expect(await get(accepted.id)).toMatchObject({ supersededBy: null });
    expect(await currentOf('rejected', '2026-12-31')).toEqual([accepted.id]);
    const replacement = await add({ entity: 'rejected', text: '3' });
    expect(replacement.supersedes).toBe(accepted.id);
    expect(await get(refusedLater.id)).toMatchObject({ supersededBy: replacement.id });
  });

  test('current is, per entity and format, the latest reference date on or before the day', async () => {
    const march = await add({ entity: 'days', text: '1', referenceDate: '2026-03-31' });
    const june = await add({ entity: 'days', text: '2', referenceDate: '2026-06-30' });
    const inventory = await add({ entity: 'days', text: '3', referenceDate: '2026-01-31', format: 'inventory' });
    await add({ entity: 'days', text: '4', referenceDate: '2026-09-30', rejected: true });
    expect(await currentOf('days', '2026-01-30')).toEqual([]);
    expect(await currentOf('days', '2026-03-31')).toEqual([march.id, inventory.id]);
    expect(await currentOf('days', '2026-06-29')).toEqual([march.id, inventory.id]);
    expect(await currentOf('days', '2026-12-31')).toEqual([june.id, inventory.id]);
  });

  test('the list has the latest reference date first, in pages', async () => {
    const dates = ['2026-03-31', '2026-09-30', '2026-06-30'];
    for (const referenceDate of dates) await add({ entity: 'pages', text: referenceDate, referenceDate });
    await add({ entity: 'pages', text: 'i', format: 'inventory', referenceDate: '2025-12-31' });
    const { submissions } = opened().store;
    const all = await submissions.list({ entity: 'pages' });
    expect(all.map(({ referenceDate }) => referenceDate)).toEqual([...dates.toSorted().toReversed(), '2025-12-31']);
    expect(await submissions.list({ entity: 'pages', limit: 2, offset: 1 })).toEqual(all.slice(1, 3));
    expect(await submissions.list({ entity: 'pages', format: 'inventory' })).toEqual(all.slice(3));
    expect(await submissions.list({ entity: 'nobody' })).toEqual([]);
  });

  test('tables come in the order of the submissions asked for; rows in the order of the parts', async () => {
    const { submissions, columns } = opened().store;
    const [a, b] = [await add({ entity: 'order a', rows: 4 }), await add({ entity: 'order b', rows: 2 })];
    const stored = await submissions.tables([b.id, a.id]);
    expect(stored.map(({ submission, table }) => [submission, table])).toEqual([
      [b.id, 'T0'],
      [b.id, 'T1'],
      [a.id, 'T0'],
      [a.id, 'T1'],
    ]);
    const { table, part } = await columns.read(stored.filter((one) => one.table === 'T1'));
    expect([...part]).toEqual([0, 0, 1, 1, 1, 1]);
    expect([...table.lines]).toEqual([2, 3, 2, 3, 4, 5]);
    expect(cell(table, 'submission', 1)).toBe(b.id);
    expect(cell(table, 'row', 5)).toBe('1/3');
    expect(await submissions.tables([])).toEqual([]);
  });

  test('a table without rows is recorded without a file', async () => {
    const given = sampleSubmission({ entity: 'no rows', rows: 0 });
    const { submission } = await opened().store.submissions.add(given);
    const stored = await opened().store.submissions.tables([submission.id]);
    expect(stored.map(({ rows, hash }) => [rows, hash])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect((await opened().store.columns.read(stored.slice(0, 1))).table.rowCount).toBe(0);
  });

  test('columns that only some parts have are empty in the others', async () => {
    const { columns } = opened().store;
    const one = new TableBuilder('T', 'a.csv', ['x', 'y']);
    one.add(['1', '2']);
    const two = new TableBuilder('T', 'b.csv', ['z', 'x', 'w']);
    two.add(['3', '4', '5']);
    const parts: StoredTable[] = [];
    for (const built of [one.build(), two.build()]) {
      parts.push({ submission: 's', table: 'T', file: built.file, ...(await columns.write(built)) });
    }
    const { table } = await columns.read([...parts, ...parts]);
    const rows = [0, 1, 2, 3].map((row) => ['x', 'y', 'z', 'w'].map((name) => cell(table, name, row)));
    expect(rows).toEqual([
      ['1', '2', '', ''],
      ['4', '', '3', '5'],
      ['1', '2', '', ''],
      ['4', '', '3', '5'],
    ]);
  });

  test('bytes that are not those of the id are a mistake of the caller', async () => {
    const given = sampleSubmission({ entity: 'mistake' });
    await expect(opened().store.submissions.add({ ...given, content: new Uint8Array(3) })).rejects.toThrow(TypeError);
    expect(await opened().store.submissions.get(given.submission.id)).toBeNull();
  });

  test('an import that fails halfway leaves no record', async () => {
    const given = sampleSubmission({ entity: 'halfway' });
    const submission = { ...given.submission, referenceDate: '2026-02-30' };
    await expect(opened().store.submissions.add({ ...given, submission })).rejects.toThrow(/2026-02-30/);
    expect(await opened().store.submissions.get(given.submission.id)).toBeNull();
    expect((await opened().store.submissions.add(given)).added).toBe(true);
  });

  test('an unknown submission is null, or an error where something of it is wanted', async () => {
    const id = '0'.repeat(64);
    const { submissions } = opened().store;
    expect(await submissions.get(id)).toBeNull();
    await expect(submissions.content(id)).rejects.toThrow(RangeError);
    await expect(submissions.findings(id)).rejects.toThrow(RangeError);
    await expect(submissions.allFindings([id])).rejects.toThrow(RangeError);
  });

  test('an original that changed on disk is not given out', async () => {
    const { store, directory } = opened();
    const { id } = await add({ entity: 'rotten' });
    const path = join(directory, 'content', id.slice(0, 2), id);
    await writeFile(path, 'changed');
    await expect(store.submissions.content(id)).rejects.toThrow(/now has SHA-256/);
  });

  test('a column file that is gone is an error that names it', async () => {
    const { store, directory } = opened();
    const { id } = await add({ entity: 'gone' });
    const [stored] = await store.submissions.tables([id]);
    const hash = stored?.hash ?? '';
    await rm(join(directory, 'columns', hash.slice(0, 2), `${hash}.parquet`));
    await expect(store.columns.read([stored as StoredTable])).rejects.toThrow(hash);
  });

  test('settings are set, changed and read', async () => {
    const { settings } = opened().store;
    expect(await settings.get('example')).toBeNull();
    await settings.set('example', 'a "quoted" value');
    await settings.set('example', 'bank');
    expect(await settings.get('example')).toBe('bank');
  });
}

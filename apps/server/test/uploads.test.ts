import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSubmission, sha256 } from '@underpin/app';
import type { FilingOptions, Upload } from '@underpin/contract';
import { cell, silent, type Table } from '@underpin/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workOnce } from '../src/api/worker.ts';
import { databases, newStore } from './stores.ts';
import { type Client, good, makeWorld, type World } from './world.ts';

const sector = join(import.meta.dirname, '../../../examples/sector');
const desk = join(import.meta.dirname, '../../../examples/register-desk');
interface Example {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly lei: string;
}
let registers: readonly Example[];
let inventory: Example;

beforeAll(async () => {
  const examples = async (folder: string): Promise<Example[]> => {
    const names = (await readdir(join(sector, folder))).filter((name) => /\.(zip|xlsx)$/.test(name)).toSorted();
    return Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(join(sector, folder, name)), lei: name.slice(0, 20) })),
    );
  };
  // The smallest keep the test quick.
  registers = (await examples('registers')).toSorted((a, b) => a.bytes.length - b.bytes.length);
  inventory = (await examples('inventories')).find(
    ({ lei, name }) => lei !== registers[0]?.lei && name.endsWith('.zip'),
  ) as Example;
});

async function tableOf({ name, bytes }: Example, code: string): Promise<Table> {
  const blob = new Blob([new Uint8Array(bytes)]);
  const { read } = await readSubmission({ name, path: name, content: { kind: 'file', blob } }, silent);
  const table = read.tables.get(code);
  if (table === undefined) throw new Error(`No ${code} in ${name}`);
  return table;
}

function csvOf(table: Table, rows: readonly Readonly<Record<string, string>>[]): Uint8Array {
  const columns = [...table.columns.keys()];
  const line = (cells: readonly string[]): string => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  return Buffer.from(
    `${[line(columns), ...rows.map((row) => line(columns.map((name) => row[name] ?? '')))].join('\n')}\n`,
  );
}

const rowAt = (table: Table, row: number): Record<string, string> =>
  Object.fromEntries([...table.columns.keys()].map((name) => [name, cell(table, name, row)]));

// What is planned does not depend on the database; what is kept and seen does.
const onBoth = new Set(databases);
const onOne = new Set(databases.slice(0, 1));

describe.each(databases)('uploads on %s', (database) => {
  let world: World;
  let remove: () => Promise<void>;
  let bank: Client;
  let other: Client;
  let analyst: Client;

  beforeAll(async () => {
    const made = await newStore(database);
    ({ remove } = made);
    world = await makeWorld(made.store, { uploadLimit: 3_000_000 });
    bank = await world.join('BANK', 'institution', registers[0]?.lei);
    other = await world.join('OTHER', 'institution', registers[1]?.lei);
    analyst = await world.join('CB', 'authority');
  }, 120_000);
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.server.close();
    await remove();
  });

  const upload = async (client: Client, { name, bytes }: Pick<Example, 'name' | 'bytes'>): Promise<Upload> =>
    good(await client.addUpload({ query: { name }, file: bytes }));
  const ended = async (client: Client, job: string): ReturnType<Client['getJob']> => {
    while (await workOnce(world.options));
    return client.getJob({ params: { id: job } });
  };
  const previewed = async (client: Client, one: Upload, options: FilingOptions = {}): Promise<Upload> => {
    const { job } = good(await client.previewUpload({ params: { id: one.id }, body: options }));
    expect(good(await ended(client, job))).toMatchObject({ state: 'done', error: null });
    return good(await client.getUpload({ params: { id: one.id } }));
  };
  const previewOf = async (
    client: Client,
    file: Pick<Example, 'name' | 'bytes'>,
    options: FilingOptions = {},
  ): Promise<Upload> => previewed(client, await upload(client, file), options);
  const filed = async (
    client: Client,
    uploads: readonly Upload[],
    choices: { readonly failedRows?: 'leave out'; readonly rejected?: 'keep' } = {},
  ): Promise<string[]> => {
    const { job } = good(await client.fileUploads({ body: { uploads: uploads.map(({ id }) => id), ...choices } }));
    const told = good(await ended(client, job));
    expect(told).toMatchObject({ state: 'done', error: null });
    return ((told.result ?? {})['submissions'] as { submission: string }[]).map(({ submission }) => submission);
  };

  test.runIf(onBoth.has(database))(
    'an institution files its register: checked and previewed first, kept as received',
    { timeout: 120_000 },
    async () => {
      const [own] = registers as [Example];
      const one = await previewOf(bank, own);
      expect(one).toMatchObject({
        state: 'previewed',
        mediaType: 'application/zip',
        sha256: sha256(own.bytes),
        failedRows: false,
      });
      expect(one.preview).toMatchObject({
        as: 'whole',
        entity: own.lei,
        refusal: null,
        rejected: false,
        comparedWith: null,
      });
      expect(one.preview?.counts).toMatchObject({ update: 0, skip: 0, fail: 0, remove: 0 });
      expect(one.preview?.counts.create).toBeGreaterThan(50);
      expect(good(await bank.listSubmissions({})).items).toEqual([]);
      expect(await filed(bank, [one])).toEqual([sha256(own.bytes)]);
      const kept = good(await bank.getUpload({ params: { id: one.id } }));
      expect(kept).toMatchObject({ state: 'filed', submission: sha256(own.bytes) });
      const id = sha256(own.bytes);
      expect(Buffer.from(good(await bank.getSubmissionFile({ params: { id } })))).toEqual(Buffer.from(own.bytes));
      expect(good(await bank.getSubmissionFindings({ params: { id } })).items.length).toBe(
        Object.values(one.preview?.findings ?? {}).reduce((sum, count) => sum + count, 0),
      );
      expect(await other.getSubmission({ params: { id } })).toMatchObject({ status: 404 });
      expect(await other.getSubmissionFile({ params: { id } })).toMatchObject({ status: 404 });
      expect(good(await analyst.listSubmissions({ query: { current: 'true' } })).items).toMatchObject([{ id }]);
      const again = await previewOf(bank, own);
      expect(again.preview?.counts).toMatchObject({ create: 0, update: 0, fail: 0, remove: 0 });
      expect(again.preview?.comparedWith).toBe(id);
      expect(await bank.removeUpload({ params: { id: one.id } })).toMatchObject({ status: 409 });
      expect(await bank.removeUpload({ params: { id: again.id } })).toMatchObject({ ok: true });
    },
  );

  test.runIf(onOne.has(database))(
    'rows go into the register; those that fail come back with what is near, and again once corrected',
    { timeout: 120_000 },
    async () => {
      const [own] = registers as [Example];
      const providers = await tableOf(own, 'B_05.01');
      const [same, changed, bad] = [rowAt(providers, 0), rowAt(providers, 1), rowAt(providers, 2)];
      const country = [...providers.columns.keys()].find((name) =>
        cell(providers, name, 2).startsWith('eba_GA:'),
      ) as string;
      const name = 'c0050';
      const file = {
        name: 'b_05.01.csv',
        bytes: csvOf(providers, [same, { ...changed, [name]: 'Renamed Systems' }, { ...bad, [country]: 'Germny' }]),
      };
      const one = await previewOf(bank, file);
      expect(one.preview).toMatchObject({
        as: 'rows',
        comparedWith: sha256(own.bytes),
        refusal: null,
        counts: { create: 0, update: 1, skip: 1, fail: 1, remove: 0 },
      });
      const details = good(await bank.getUploadPreview({ params: { id: one.id } }));
      expect(details.changes).toMatchObject([{ table: 'B_05.01', line: 3, column: name, to: 'Renamed Systems' }]);
      expect(details.problems).toMatchObject([
        { file: 'b_05.01.csv', table: 'B_05.01', line: 4, column: country, value: 'Germny' },
      ]);
      expect(details.problems[0]?.nearest.map(({ code }) => code)).toContain('eba_GA:DE');
      // Nothing of it goes in by default.
      expect(await bank.fileUploads({ body: { uploads: [one.id] } })).toMatchObject({
        status: 409,
        problem: { detail: expect.stringContaining('1 rows') },
      });
      const [id] = await filed(bank, [one], { failedRows: 'leave out' });
      expect(good(await bank.getSubmission({ params: { id: id ?? '' } }))).toMatchObject({
        supersedes: sha256(own.bytes),
      });
      expect(good(await bank.getSubmission({ params: { id: sha256(own.bytes) } }))).toMatchObject({ supersededBy: id });

      const failed = Buffer.from(good(await bank.getFailedRows({ params: { id: one.id } }))).toString('utf8');
      expect(failed).toContain('problem');
      const corrected = { name: 'b_05.01.failed.csv', bytes: Buffer.from(failed.replace('Germny', 'eba_GA:DE')) };
      const second = await previewOf(bank, corrected);
      expect(second.preview?.counts).toMatchObject({ create: 0, fail: 0 });
      expect(second.preview?.comparedWith).toBe(id);
      if (second.preview?.counts.update === 0) expect(second.preview.refusal).toBe('Nothing would change.');
      else expect(await filed(bank, [second])).toHaveLength(1);
      const all = good(await bank.listSubmissions({ query: { sort: 'receivedAt' } })).items;
      expect(all.filter(({ supersededBy }) => supersededBy === null)).toHaveLength(1);
      expect(all.length).toBeGreaterThanOrEqual(2);
    },
  );

  test.runIf(onOne.has(database))(
    'an institution files its own register only, and learns nothing of another',
    { timeout: 120_000 },
    async () => {
      const [own] = registers as [Example];
      const one = await previewOf(other, own);
      expect(one.preview).toMatchObject({ comparedWith: null, supersedes: null, result: null });
      expect(one.preview?.refusal).toContain('files its own only');
      expect(await other.fileUploads({ body: { uploads: [one.id] } })).toMatchObject({ status: 409 });
      expect(await other.previewUpload({ params: { id: one.id }, body: { onto: sha256(own.bytes) } })).toMatchObject({
        status: 409,
        problem: { detail: expect.stringContaining('your party may see') },
      });
      const rows = { name: 'b_05.01.csv', bytes: csvOf(await tableOf(own, 'B_05.01'), []) };
      const asked = await previewOf(other, rows, { entity: own.lei });
      expect(asked.preview?.comparedWith).toBeNull();
      expect(await bank.getUpload({ params: { id: one.id } })).toMatchObject({ status: 404 });
      expect(await analyst.getUploadPreview({ params: { id: one.id } })).toMatchObject({ status: 404 });
    },
  );

  test.runIf(onBoth.has(database))('an analyst files those of many, all or none', { timeout: 240_000 }, async () => {
    const many = [registers[1] as Example, inventory];
    const uploads: Upload[] = [];
    for (const file of many) uploads.push(await previewOf(analyst, file));
    const before = good(await analyst.listSubmissions({})).total;
    // Somebody files one of them meanwhile: then none is kept.
    const { job } = good(await analyst.fileUploads({ body: { uploads: uploads.map(({ id }) => id) } }));
    const rival = await world.store.submissions.add({
      submission: {
        ...(good(await analyst.listSubmissions({})).items[0] as never as { format: 'dora' }),
        id: sha256('rival'),
        name: 'rival',
        bytes: 5,
        format: 'dora',
        profile: 'dora-4.0',
        entity: uploads[0]?.preview?.entity ?? '',
        referenceDate: uploads[0]?.preview?.referenceDate ?? '',
        receivedAt: world.clock.toISOString(),
        rejected: false,
        findings: {},
      },
      content: Buffer.from('rival'),
      tables: [],
      findings: [],
    });
    expect(rival.added).toBe(true);
    expect(good(await ended(analyst, job))).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('since the preview'),
    });
    expect(good(await analyst.listSubmissions({})).total).toBe(before + 1);
    expect(good(await analyst.listUploads({ query: { state: 'filed' } })).total).toBe(0);
    uploads[0] = await previewed(analyst, uploads[0] as Upload);
    expect(uploads[0]?.preview?.supersedes).toBe(sha256('rival'));
    expect(await filed(analyst, uploads)).toEqual(many.map(({ bytes }) => sha256(bytes)));
    expect(good(await analyst.listSubmissions({})).total).toBe(before + 3);
    expect(good(await other.listSubmissions({})).items.map(({ entity }) => entity)).toEqual(
      expect.arrayContaining([registers[1]?.lei]),
    );
  });

  test.runIf(onOne.has(database))(
    'what a check rejects is kept only when that is wanted, and does not count',
    { timeout: 120_000 },
    async () => {
      const own = registers[3] as Example;
      const bad = { name: own.name.replace('DORA010100', 'DORA999999'), bytes: own.bytes };
      const one = await previewOf(analyst, bad);
      expect(one.preview).toMatchObject({ rejected: true, refusal: null });
      expect(await analyst.fileUploads({ body: { uploads: [one.id] } })).toMatchObject({ status: 409 });
      const [id = ''] = await filed(analyst, [one], { rejected: 'keep' });
      expect(good(await analyst.getSubmission({ params: { id } }))).toMatchObject({ rejected: true });
      expect((await world.store.submissions.current('9999-12-31')).map((kept) => kept.id)).not.toContain(id);
    },
  );

  test.runIf(onOne.has(database))('a filing that is cancelled files nothing', { timeout: 60_000 }, async () => {
    const one = await previewOf(analyst, registers[4] as Example);
    const { job } = good(await analyst.fileUploads({ body: { uploads: [one.id] } }));
    good(await analyst.cancelJob({ params: { id: job } }));
    expect(good(await ended(analyst, job)).state).toBe('cancelled');
    expect(good(await analyst.getUpload({ params: { id: one.id } }))).toMatchObject({
      state: 'previewed',
      submission: null,
    });
  });

  test.runIf(onOne.has(database))(
    'a file with headers of its own is asked what its columns are',
    { timeout: 60_000 },
    async () => {
      const [own] = registers as [Example];
      const file = { name: 'providers.csv', bytes: await readFile(join(desk, 'providers.csv')) };
      const one = await previewOf(bank, file);
      expect(one.preview?.refusal).toContain('"mapping" proposes it');
      const { mapping } = good(await bank.getUploadPreview({ params: { id: one.id } }));
      expect(mapping[0]?.mapping.table).toBe('B_05.01');
      const proposed = mapping.map((guess) => guess.mapping);
      const again = await previewed(bank, one, { mapping: proposed });
      expect(again.preview?.counts.create ?? 0).toBeGreaterThan(0);
      expect(again.preview?.entity).toBe(own.lei);
    },
  );

  test.runIf(onOne.has(database))(
    'no program, no picture, nothing too large, nothing empty; and not from others',
    async () => {
      const send = (client: Client, file: Uint8Array): ReturnType<Client['addUpload']> =>
        client.addUpload({ query: { name: 'x.zip' }, file });
      expect(await send(bank, Buffer.from('7f454c4600', 'hex'))).toMatchObject({ status: 415 });
      expect(await send(bank, Buffer.from('89504e470d0a1a0a', 'hex'))).toMatchObject({ status: 415 });
      expect(await send(bank, Buffer.alloc(3_000_001, 'a'))).toMatchObject({ status: 413 });
      expect(await send(bank, new Uint8Array())).toMatchObject({ ok: false });
      const group = await world.join('WG', 'working group');
      expect(await send(group, Buffer.from('a,b\n'))).toMatchObject({ status: 403 });
      expect(await group.listUploads({})).toMatchObject({ status: 403 });
      const nameless = await world.join('NOLEI', 'institution');
      expect(await send(nameless, Buffer.from('a,b\n'))).toMatchObject({ status: 409 });
      const garbage = await previewOf(bank, { name: 'x.zip', bytes: Buffer.from('not a zip at all') });
      expect(garbage.preview).toMatchObject({ result: null, rejected: true });
      expect(garbage.preview?.refusal).not.toBeNull();
    },
  );
});

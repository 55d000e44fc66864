import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type Fetch, sectorTableSchema } from '@underpin/contract';
import { silent } from '@underpin/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start, type Started } from '../src/index.ts';
import { exampleData } from './example-data.ts';

const root = join(import.meta.dirname, '../../..');
const told: unknown[] = [];
let data = '';
let running: Started;
let client: ReturnType<typeof createClient>;
beforeAll(async () => {
  data = await exampleData();
  const now = () => new Date('2025-06-30T12:00:00Z');
  const tell = (error: unknown) => told.push(error);
  const started = await start({
    root,
    data,
    database: undefined,
    host: '127.0.0.1',
    port: 0,
    now,
    progress: silent,
    tell,
  });
  if (!started.ok) throw new Error(started.reason);
  running = started.value;
  client = createClient({ baseUrl: running.address, fetch: fetch as unknown as Fetch });
}, 180_000);
afterAll(async () => {
  await running.stop();
  await rm(data, { recursive: true });
  expect(told).toEqual([]);
});

test('on an address that others reach, nobody reads the sector without signing in', async () => {
  const elsewhere = await exampleData();
  const now = () => new Date('2025-06-30T12:00:00Z');
  const started = await start({
    root,
    data: elsewhere,
    database: undefined,
    host: '0.0.0.0',
    port: 0,
    now,
    progress: silent,
  });
  if (!started.ok) throw new Error(started.reason);
  const at = `http://127.0.0.1:${new URL(started.value.address).port}/api/v1/sector`;
  for (const path of ['', '/tables/functions', '/tables/functions/csv', '/ranking', '/control/entities', '/market'])
    expect((await fetch(at + path)).status, path).toBe(401);
  expect((await fetch(`${at}/check?name=x.zip`, { method: 'POST', body: 'x' })).status).toBe(401);
  const token = await fetch(at, { headers: { authorization: 'Bearer nobody' } });
  expect(token.status).toBe(401);
  await started.value.stop();
  await rm(elsewhere, { recursive: true });
}, 180_000);

test('the overview counts what the tables hold', async () => {
  const answer = await client.getSector({});
  if (!answer.ok) throw new Error(answer.problem.detail);
  const { value } = answer;
  expect(value).toMatchObject({ example: true, asOf: '2024-12-31', institutions: 30 });
  const counts = { functions: value.functions, providers: value.providers, assets: value.assets } as const;
  for (const [table, count] of Object.entries(counts)) {
    const rows = await client.listSectorRows({ params: { table: table as 'assets' }, query: { limit: 1 } });
    expect(rows.ok && rows.value.total, table).toBe(count);
  }
});

test.each(sectorTableSchema.options)('%s: filter, sort, record and CSV agree', async (table) => {
  const all = await client.listSectorRows({ params: { table }, query: { limit: 500 } });
  if (!all.ok) throw new Error(all.problem.detail);
  const { title, columns, rows, total } = all.value;
  expect(total).toBeGreaterThan(10);
  const sorted = await client.listSectorRows({ params: { table }, query: { limit: 500, sort: `-${title}` } });
  if (!sorted.ok) throw new Error(sorted.problem.detail);
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const titles = sorted.value.rows.flatMap((row) => row.cells[title] ?? []).map(String);
  expect(titles).toEqual(titles.toSorted((a, b) => collator.compare(b, a)));
  const some = rows.find((row) => row.cells[title] !== null);
  const where = JSON.stringify({ [title]: `=${some?.cells[title]}` });
  const found = await client.listSectorRows({ params: { table }, query: { where } });
  expect(found.ok && found.value.rows.every((row) => row.cells[title] === some?.cells[title])).toBe(true);
  expect(found.ok && found.value.rows.map(({ key }) => key)).toContain(some?.key);
  const record = await client.getSectorRecord({ params: { table }, query: { key: some?.key ?? '' } });
  if (!record.ok) throw new Error(record.problem.detail);
  expect(record.value.row).toEqual(some);
  for (const { table: other, by, total: many } of record.value.related) {
    const pointing = JSON.stringify({ [by]: `@${some?.key}` });
    const related = await client.listSectorRows({ params: { table: other }, query: { where: pointing } });
    expect(related.ok && related.value.total, `${other} by ${by}`).toBe(many);
  }
  const csv = await (await fetch(`${running.address}/api/v1/sector/tables/${table}/csv`)).text();
  expect(csv.startsWith(columns.map(({ id }) => id).join(','))).toBe(true);
  expect(csv.split('\r\n').length).toBeGreaterThanOrEqual(total + 2);
});

test('the line that a record names holds it', async () => {
  const rows = await client.listSectorRows({ params: { table: 'functions' }, query: { limit: 1 } });
  const key = (rows.ok && rows.value.rows[0]?.key) || '';
  const record = await client.getSectorRecord({ params: { table: 'functions' }, query: { key } });
  if (!record.ok) throw new Error(record.problem.detail);
  const [origin] = record.value.origins;
  expect(origin?.file).toMatch(/b_06\.01/i);
  expect(origin?.line).toBeGreaterThan(1);
});

test('conditions that cannot be read are refused in words', async () => {
  const ask = async (table: 'functions', query: object) => {
    const answer = await client.listSectorRows({ params: { table }, query: query as never });
    return answer.ok ? '' : answer.problem.detail;
  };
  expect(await ask('functions', { where: '{"rto":"soon"}' })).toContain('>10');
  expect(await ask('functions', { where: '{"colour":"red"}' })).toContain('has no column "colour"');
  expect(await ask('functions', { where: '[' })).toContain('JSON');
  expect(await ask('functions', { sort: 'colour' })).toContain('it has name');
});

test('a subject: figures, falls, why one function falls, rows of a figure', async () => {
  const ranked = await client.getRanking({ query: { kind: 'maker' } });
  if (!ranked.ok) throw new Error(ranked.problem.detail);
  const [top] = ranked.value.items;
  const subject = top?.subject ?? '';
  const answer = await client.getReliance({ query: { subject } });
  if (!answer.ok) throw new Error(answer.problem.detail);
  const functions = good(await client.listLostFunctions({ query: { subject } }));
  expect(functions.items.slice(0, 60)).toEqual(answer.value.functions);
  expect(answer.value.functionsLost).toBe(functions.total);
  const lost = functions.items.filter(({ critical }) => critical);
  expect(answer.value.criticalLost).toBe(lost.length);
  expect(lost).toHaveLength(top?.criticalFunctionsLost.atMost ?? -1);
  const some = good(await client.listLostFunctions({ query: { subject, critical: 'yes', offset: 2, limit: 3 } }));
  expect(some).toEqual({ items: lost.slice(2, 5), total: lost.length });
  for (const by of ['institution', 'category', 'licensed activity'] as const) {
    const { figures, total } = good(await client.getLosses({ query: { subject, by } }));
    expect(figures).toHaveLength(total);
    const counted = figures.filter(({ measure }) => measure === 'critical functions lost');
    const sum = counted.reduce((all, { value, total: of }) => all + Math.round((value?.atMost ?? 0) * (of ?? 0)), 0);
    // A function can be of no licensed activity that is stated, and so of no part.
    if (by === 'licensed activity') expect(sum).toBeLessThanOrEqual(lost.length);
    else expect(sum).toBe(lost.length);
    const shares = counted.map(({ value }) => value?.atMost ?? -1);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  }
  const hit = good(await client.getLosses({ query: { subject } })).figures.filter(
    ({ value, total }) => (value === null ? (total ?? 0) : value.atMost) > 0,
  );
  expect(answer.value.institutionsHit).toBe(hit.length);
  expect(answer.value.byInstitution).toEqual(hit.slice(0, 60));
  expect(lost.filter(({ atLeast }) => atLeast)).toHaveLength(top?.criticalFunctionsLost.atLeast ?? -1);
  const fall = await client.getFall({ query: { subject } });
  const felled = fall.ok ? fall.value.rounds.reduce((sum, { kinds }) => sum + (kinds['function'] ?? 0), 0) : -1;
  expect(felled).toBe(functions.items.filter(({ atLeast }) => atLeast).length);
  const [one] = lost;
  const why = await client.getWhyFunction({
    query: { subject, institution: one?.institutionId ?? '', function: one?.function ?? '' },
  });
  if (!why.ok) throw new Error(why.problem.detail);
  expect(why.value.verdict).toBe(one?.atLeast ? 'certain' : 'possible');
  expect(why.value.path.at(-1)?.kind).toBe('function');
  expect(why.value.rows.length).toBeGreaterThan(0);
  const figure = answer.value.figures[0]?.id ?? '';
  const basis = await client.getBasis({ query: { figure, subject, limit: 5 } });
  expect(basis.ok && basis.value.rows.length).toBe(5);
  const again = await client.getStandAgain({ query: { subject } });
  expect(again.ok && again.value.lines).toHaveLength(lost.length);
  const abrupt = await client.getStandAgain({ query: { subject, notice: 0 } });
  if (!again.ok || !abrupt.ok) throw new Error('refused');
  const keyOf = (line: (typeof again.value.lines)[number]): string => `${line.institution}/${line.function}`;
  const known = new Map(again.value.lines.map((line) => [keyOf(line), line]));
  for (const line of abrupt.value.lines)
    expect(line.downDays?.atLeast ?? 0).toBeGreaterThanOrEqual(known.get(keyOf(line))?.downDays?.atLeast ?? 0);
  const order = again.value.lines.map(({ verdict }) => ['late', 'cannot tell', 'in time'].indexOf(verdict));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  const unread = await client.getReliance({ query: { subject: 'colour == "red"' } });
  expect(unread.ok ? '' : unread.problem.detail).toContain('colour');
});

test('every ranked subject selects what the ranking withdrew', async () => {
  for (const kind of ['provider', 'group', 'product line', 'country'] as const) {
    const ranked = await client.getRanking({ query: { kind, limit: 3 } });
    for (const line of ranked.ok ? ranked.value.items : []) {
      const answer = await client.getReliance({ query: { subject: line.subject } });
      const lost = answer.ok ? answer.value.criticalLost : -1;
      expect(lost, line.subject).toBe(line.criticalFunctionsLost.atMost);
    }
  }
});

test('values of a field, heat map, concentration, market, cut sets', async () => {
  const values = await client.listSubjectValues({ params: { field: 'country' }, query: { contains: 'united' } });
  expect(values.ok && values.value.items.map(({ value }) => value)).toContain('US');
  const map = await client.getHeatMap({ query: { groups: 4 } });
  expect(map.ok && map.value.institutions.every(({ lost }) => lost.length === 4)).toBe(true);
  const part = good(await client.getHeatMap({ query: { groups: 4, offset: 3, limit: 2 } }));
  expect(part.institutions).toEqual(map.ok && map.value.institutions.slice(3, 5));
  expect(part.total).toBe(map.ok && map.value.institutions.length);
  const concentration = await client.getConcentration({});
  expect(concentration.ok && concentration.value.figures.length).toBeGreaterThan(10);
  const banks = { by: 'category', part: 'eba_CT:x12', weight: 'critical functions' } as const;
  const ofBanks = good(await client.getConcentration({ query: banks }));
  expect(ofBanks.figures[0]?.id).toBe('hhi/category/eba_CT:x12/provider/service-use/critical-functions');
  const noPart = await client.getConcentration({ query: { by: 'category', part: 'eba_CT:nope' } });
  expect(noPart.ok ? '' : noPart.problem.detail).toBe('There is no category "eba_CT:nope" in this sector.');
  const subject = 'country == "US"';
  for (const by of ['institution', 'category', 'licensed activity'] as const) {
    const { figures } = good(await client.getDirectShares({ query: { subject, by } }));
    expect(new Set(figures.map(({ scope }) => scope.kind))).toEqual(new Set([by]));
    const some = figures.find(({ value }) => (value?.atLeast ?? 0) > 0);
    const { rows } = good(await client.getBasis({ query: { figure: some?.id ?? '', subject } }));
    expect(rows.length).toBeGreaterThan(0);
  }
  const market = await client.getMarket({});
  expect(market.ok && market.value.items.length).toBeGreaterThan(3);
  const capped = good(await client.getCapEffect({ query: { subject, share: 0.35 } }));
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  expect(capped.toMove).toBeGreaterThan(0);
  expect(sum(capped.institutions.map(({ toMove }) => toMove))).toBeCloseTo(capped.toMove);
  expect(sum(capped.sellers.map(({ lost }) => lost))).toBeCloseTo(capped.toMove);
  for (const { figureId } of [capped.institutions[0], capped.sellers[0]].filter((one) => one !== undefined)) {
    const why = good(await client.getBasis({ query: { figure: figureId, subject, cap: 0.35 } }));
    expect(why.total).toBe(why.figure.n);
    expect(why.rows[0]?.says).toContain('yearly cost');
  }
  const removed = good(await client.getCapEffect({ query: { subject, share: 0 } }));
  expect(removed.toMove).toBeCloseTo(removed.volume);
  const functions = await client.listSectorRows({
    params: { table: 'functions' },
    query: { where: '{"critical":"=yes","services":">2"}', limit: 1 },
  });
  const [institution = '', fn = ''] = ((functions.ok && functions.value.rows[0]?.key) || '').split('/');
  const sets = await client.getCutSets({ query: { institution, function: fn } });
  expect(sets.ok && Number(sets.value.total)).toBeGreaterThan(0);
});

test('control and the sale of a brand', async () => {
  const known = await client.listControlEntities({ query: { contains: 'ravdale networks group' } });
  const id = (known.ok && known.value.items[0]?.id) || '';
  const control = await client.getControl({ query: { of: id } });
  if (!control.ok) throw new Error(control.problem.detail);
  expect(control.value.entity.name).toContain('Ravdale');
  // Where files lie on the server's disk is nobody's business.
  expect(JSON.stringify(control.value)).not.toContain(root);
  const query = { brand: 'IBM Power', to: 'lenovo', on: '2025-07-01' };
  const sale = await client.getSale({ query });
  if (!sale.ok) throw new Error(sale.problem.detail);
  expect(sale.value.brands).toMatchObject([{ brand: 'IBM Power', after: { owner: 'Lenovo', country: 'CN' } }]);
  expect(sale.value.subjects.map(({ name }) => name)).toEqual(expect.arrayContaining(['Lenovo', 'China']));
  const [worst] = sale.value.directions;
  expect(worst?.addressees[0]).toMatchObject({ name: 'Yarport Private Bank', change: 'newly breached' });
  expect(worst?.addressees[0]?.rows.length).toBeGreaterThan(0);
  const refused = await client.getSale({ query: { ...query, to: 'nobody' } });
  expect(refused.ok ? '' : refused.problem.detail).toContain('nobody');
});

test('a package is checked and not kept', async () => {
  const folder = join(root, 'examples/sector/registers');
  const [name = ''] = await readdir(folder);
  const file = new Uint8Array(await readFile(join(folder, name)));
  const checked = await client.checkPackage({ query: { name }, file });
  expect(checked.ok && checked.value).toMatchObject({ name, rejected: false, referenceDate: '2024-12-31' });
  const nothing = await client.checkPackage({ query: { name: 'x.zip' }, file: new Uint8Array([1, 2, 3]) });
  expect(nothing.ok && nothing.value.rejected).toBe(true);
  const health = await (await fetch(`${running.address}/health`)).json();
  expect(health).toMatchObject({ submissions: 42 });
});

test('an earlier date is another sector, and what changed is told over those who submitted for both', async () => {
  const dates = good(await client.listSectorDates({}));
  expect(dates.items).toEqual([
    { date: '2023-03-31', submissions: 21, institutions: 12 },
    { date: '2024-12-31', submissions: 42, institutions: 24 },
  ]);
  const then = good(await client.getSector({ query: { at: '2023-03-31' } }));
  expect(then).toMatchObject({ asOf: '2023-03-31', institutions: 16 });
  const changes = good(await client.getSectorChanges({ query: { from: '2023-03-31', to: '2024-12-31' } }));
  expect(changes.alike).toEqual({ before: 12, after: 24, both: 12 });
  expect(changes.counts.find(({ id }) => id === 'institutions')).toMatchObject({ before: 16, after: 16 });
  expect(changes.lines.length).toBeGreaterThan(3);
  for (const { before, after } of changes.lines) expect(before).not.toEqual(after);
  const early = await client.getSector({ query: { at: '2020-01-01' } });
  expect(early).toMatchObject({ ok: false, status: 404 });
  const wrong = await client.getSectorChanges({ query: { from: '2024-12-31', to: '2023-03-31' } });
  expect(wrong).toMatchObject({ ok: false, status: 400 });
});

test('a row is told over the dates, a subject too, and growth counts those who submitted on every date', async () => {
  const [row] = good(await client.listSectorRows({ params: { table: 'functions' }, query: { at: '2023-03-31' } })).rows;
  const key = row?.key ?? '';
  const history = good(await client.getSectorHistory({ params: { table: 'functions' }, query: { key } }));
  expect(history.items.map(({ date }) => date)).toEqual(['2023-03-31', '2024-12-31']);
  expect(history.items[0]?.row).toEqual(row);
  const trend = good(await client.getTrend({ query: { subject: 'country == "US"' } }));
  const lost = trend.items.find(({ id }) => id === 'critical-functions-lost/sector');
  expect(lost?.points.map(({ n }) => n)).toEqual([50, 108]);
  const alike = good(await client.getMarket({ query: {} }));
  const all = good(await client.getMarket({ query: { of: 'all' } }));
  expect(alike.institutions.map(({ counted }) => counted)).toEqual([12, 12]);
  expect(all.institutions.map(({ counted }) => counted)).toEqual([12, 24]);
  const highEnd = ({ items }: typeof all) =>
    items.find(({ category, weight }) => category === 'server.high-end' && weight === 'count');
  expect(highEnd(alike)?.total[0]).toBe(highEnd(all)?.total[0]);
  expect(highEnd(all)?.total[1]).toBeGreaterThan(highEnd(alike)?.total[1] ?? Infinity);
  const seller = `market/server.high-end/count/machines/${highEnd(all)?.rows[0]?.id}`;
  for (const [of, market] of [
    ['alike', alike],
    ['all', all],
  ] as const) {
    for (const [place, { date }] of market.institutions.entries()) {
      const { figure, rows } = good(await client.getBasis({ query: { figure: seller, of, at: date } }));
      const row = highEnd(market)?.rows.find(({ id }) => seller.endsWith(id));
      expect(figure.value?.atLeast).toBe(row?.share[place]);
      const machines = rows.map(({ says }) => Number(/: ([\d,]+) machines$/.exec(says)?.[1]?.replaceAll(',', '')));
      expect(machines.reduce((sum, one) => sum + one, 0)).toBe(row?.amount[place]);
    }
  }
  for (const { date, value } of lost?.points ?? []) {
    const query = { figure: 'critical-functions-lost/sector', subject: 'country == "US"', at: date };
    expect(good(await client.getBasis({ query })).figure.value).toEqual(value);
  }
});

test('a graph holds what a function stands on, and what of it falls', async () => {
  const subject = 'group == "VGRQXHF3J8VDLUA7XE92"';
  const place = { institution: '9999UPIYUVDRRH100040', function: 'F1' };
  const falls = good(await client.getGraph({ query: { subject, ...place } }));
  expect(falls.nodes.filter(({ asked }) => asked).map(({ kind }) => kind)).toEqual(['function']);
  expect(falls.nodes.every(({ asked, verdict }) => asked || verdict !== 'stands')).toBe(true);
  expect(falls.nodes.some(({ withdrawn }) => withdrawn)).toBe(true);
  const all = good(await client.getGraph({ query: { subject, ...place, falling: 'no' } }));
  expect(all.nodes.length).toBeGreaterThan(falls.nodes.length);
  for (const [from, to] of all.links) expect(Math.max(from, to)).toBeLessThan(all.nodes.length);
  const few = good(await client.getGraph({ query: { subject: 'country == "US"', limit: 5 } }));
  expect(few.cut).toBe(true);
  expect(await client.getGraph({ query: {} })).toMatchObject({ ok: false, status: 400 });
});

test('the ownership map of a day: shares, dates, proof; a company can be sold', async () => {
  const of = '9999UPPGXWHURE106W87';
  const map = good(await client.getOwnershipMap({ query: { of } }));
  expect(map.links.find(({ owned }) => owned === of)).toMatchObject({
    owner: 'state-1',
    share: { atLeast: 0.62, atMost: 0.62 },
    from: '2012-01-01',
    to: null,
    proof: true,
    line: 2,
  });
  const earlier = good(await client.getOwnershipMap({ query: { of, asOf: '2011-06-30' } }));
  expect(earlier.links.some(({ owner }) => owner === 'state-1')).toBe(false);
  const ibm = good(await client.getOwnershipMap({ query: { of: 'VGRQXHF3J8VDLUA7XE92' } }));
  expect(ibm.nodes.filter(({ kind }) => kind === 'brand').map(({ name }) => name)).toEqual(['IBM Power', 'IBM Z']);
  const sale = good(await client.getSale({ query: { company: of, to: 'fund-3', on: '2025-07-01' } }));
  expect(sale.entities.find(({ before }) => before.head === 'Example State Holding')?.after).toMatchObject({
    head: 'Lakeside Holdings',
    country: 'US',
  });
  expect(await client.getSale({ query: { to: 'fund-3', on: '2025-07-01' } })).toMatchObject({ ok: false, status: 400 });
});

test('rows as filed are a workbook that builds the same register again', async () => {
  const { buildRegister, doraProfile, openSources, readSubmission } = await import('@underpin/app');
  const lei = '9999UPIDDJGSYM105414';
  const profile = doraProfile('dora-4.0');
  if (profile === null) throw new Error('no profile');
  const sources = await openSources([join(root, 'examples/sector/registers')]);
  const source = sources.ok ? sources.value.sources.find(({ name }) => name.startsWith(lei)) : undefined;
  if (source === undefined) throw new Error('no register');
  const { read } = await readSubmission(source, silent);
  const where = encodeURIComponent(JSON.stringify({ institution: `@${lei}` }));
  const answer = await fetch(`${running.address}/api/v1/sector/tables/functions/filed?where=${where}`);
  expect(answer.status).toBe(200);
  const file = { name: 'functions.xlsx', bytes: new Uint8Array(await answer.arrayBuffer()) };
  const again = await buildRegister({ profile, register: read.tables, files: [file], mappings: [] });
  const rows = read.tables.get('B_06.01')?.rowCount ?? 0;
  expect(again.counts).toEqual({ create: 0, update: 0, skip: rows, fail: 0 });
  const fresh = await buildRegister({ profile, register: new Map(), files: [file], mappings: [] });
  expect(fresh.counts).toMatchObject({ create: rows, fail: 0 });
  const shown = await fetch(`${running.address}/api/v1/sector/tables/functions/xlsx?where=${where}`);
  expect(shown.headers.get('content-disposition')).toContain('functions-2024-12-31.xlsx');
  expect(
    Buffer.from(await shown.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

function good<T>(answer: { ok: true; value: T } | { ok: false; problem: { detail: string } }): T {
  if (!answer.ok) throw new Error(answer.problem.detail);
  return answer.value;
}

test('a plan in the making is told as events, with the best so far; the server answers meanwhile', async () => {
  const begun = await client.planProgramme({ body: { seconds: 3 } });
  if (!begun.ok) throw new Error(begun.problem.detail);
  const { id } = begun.value;
  const answer = await fetch(`${running.address}/api/v1/sector/programme/runs/${id}/events`);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const events = answer
    .text()
    .then((text) =>
      [...text.matchAll(/^data: (.*)$/gm)].map(
        ([, data]) => JSON.parse(data ?? '') as { state: string; standing: { relianceDays: number | null } | null },
      ),
    );
  let asked = 0;
  let over = false;
  void events.finally(() => (over = true));
  while (!over) {
    const sector = await client.getSector({});
    expect(sector.ok).toBe(true);
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const told = await events;
  expect(told.at(-1)?.state).toBe('done');
  expect(told.some(({ state, standing }) => state === 'running' && standing !== null)).toBe(true);
  expect(told.filter(({ state }) => state === 'running').length).toBeGreaterThan(3);
  expect(asked).toBeGreaterThan(10);
  const run = await client.getProgrammeRun({ params: { run: id } });
  expect(run.ok && run.value.plan?.checked).toEqual({ ok: true, violations: [] });
  const cancelled = await client.planProgramme({ body: { seconds: 60 } });
  if (!cancelled.ok) throw new Error(cancelled.problem.detail);
  const params = { run: cancelled.value.id };
  await client.cancelProgrammeRun({ params });
  let state = '';
  for (let turn = 0; turn < 200 && state !== 'cancelled'; turn += 1) {
    const now = await client.getProgrammeRun({ params });
    state = now.ok ? now.value.state : '';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(state).toBe('cancelled');
}, 120_000);

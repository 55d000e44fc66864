import { readFileSync } from 'node:fs';
import { type ProgrammeFile, type ProgrammePlan } from '@underpin/model';
import { openParquetFile } from '@underpin/store';
import { beforeAll, expect, test } from 'vitest';
import { type Example, openExample, standingInWords } from '../examples/programme/replay.ts';
import { fourBanks } from './four-banks.ts';
import { programmeTrials } from './write-example-programme.ts';
import { filesOf } from './write-example-trial.ts';
import { assessTrials, exportPlan, planForms, readProgramme, type PlanForm } from '@underpin/app';

const folder = new URL('../examples/programme/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

let example: Example;
let replay: Example['replay'];
beforeAll(async () => {
  example = await openExample();
  ({ replay } = example);
}, 60_000);

test('from the finding through the accepted trials to the last machine, replayed', async () => {
  const days = ['2026-03-02', '2026-10-01', '2027-01-01', '2027-10-01', '2028-04-01', '2029-01-01'];
  expect(example.found).toEqual({ atLeast: 21, atMost: 21 });
  expect(example.programme.trials.map(({ id, verdict, decidedOn }) => [id, verdict, decidedOn])).toEqual([
    ['T1', 'accepted', '2026-03-01'],
    ['T2', 'accepted', '2026-03-01'],
    ['T3', 'accepted', '2026-11-30'],
  ]);
  const told: string[] = [];
  let before: ProgrammePlan | null = null;
  for (const on of days) {
    const { plan, progress } = await replay(on, before);
    expect(plan.checked).toEqual({ ok: true, violations: [] });
    expect(progress.strangers).toEqual([]);
    told.push(standingInWords(on, plan, progress));
    // Reliance never grows by replacing, and begins where the review's own figure stands.
    const lost = plan.burnDown.map((point) => point.criticalFunctionsLost?.atMost ?? Number.NaN);
    expect(lost[0]).toBe(21);
    expect(lost).toEqual(lost.toSorted((a, b) => b - a));
    if (before !== null) {
      const chosen = new Map(before.replacements.map((one) => [one.id, one.candidate]));
      for (const one of plan.replacements)
        expect([one.candidate, undefined]).toContain(chosen.get(one.id) ?? one.candidate);
      for (const slip of progress.slips) expect(slip.because).not.toBe('');
    }
    before = plan;
  }
  expect(told).toMatchInlineSnapshot(`
    [
      "2026-03-02: 0/49 replaced, 8 held back; m30 kept by the plan, m60 kept by the plan, m100 missed by the plan; gates open, waits, waits",
      "2026-10-01: 2/49 replaced, 7 held back; m30 kept by the plan, m60 kept by the plan, m100 missed by the plan; gates open, open, waits",
      "2027-01-01: 12/49 replaced, 0 held back; m30 kept by the plan, m60 kept by the plan, m100 kept by the plan; gates open, open, waits",
      "2027-10-01: 31/49 replaced, 0 held back; m30 kept, m60 kept by the plan, m100 kept by the plan; gates open, open, open",
      "2028-04-01: 43/49 replaced, 0 held back; m30 kept, m60 kept, m100 kept by the plan; gates open, open, open",
      "2029-01-01: 49/49 replaced, 0 held back; m30 kept, m60 kept, m100 kept by the plan; gates open, open, open",
    ]
  `);
  expect(before?.burnDown.at(-1)).toMatchObject({
    replaced: 49,
    criticalFunctionsLost: { atLeast: 0, atMost: 0 },
    directShare: { atLeast: 0, atMost: 0 },
  });
  expect(before?.replacements.every(({ state }) => state === 'disposed')).toBe(true);
}, 120_000);

test('a plan leaves in every form, and none leaves that the checker refused', async () => {
  const { plan } = await replay('2026-03-02', null);
  for (const form of Object.keys(planForms) as PlanForm[]) {
    const written = await exportPlan(plan, form, new Date('2026-03-02T00:00:00Z'));
    expect(written.ok && written.value.length).toBeGreaterThan(1000);
  }
  const broken = await exportPlan(
    { ...plan, checked: { ok: false, violations: ['"A" starts too early'] } },
    'csv',
    new Date(0),
  );
  expect(broken).toMatchObject({ ok: false, reason: expect.stringContaining('starts too early') });
  const shares = plan.options?.shares.filter(({ by, weight }) => by === 'maker' && weight === 'demands') ?? [];
  for (const { share } of shares) expect(share).toBeLessThanOrEqual(0.65);
  expect(plan.options?.constraints.length).toBeGreaterThan(0);
}, 60_000);

test('a verdict counts as the data give it: what a trial rejected, or one that was breached, takes nothing over', async () => {
  const { programme } = readProgramme(text('programme.yaml'));
  if (programme === null) throw new Error('The example does not read');
  const assessed = (change: (trial: ProgrammeFile['assessedTrials'][number]) => object) =>
    assessTrials(
      {
        ...programme,
        assessedTrials: programme.assessedTrials.map((one) => (one.id === 'T1' ? { ...one, ...change(one) } : one)),
      },
      folder.pathname,
      openParquetFile,
    );
  for (const [story, verdict] of [
    ['rejected', 'rejected'],
    ['not-enough-data', 'not enough data'],
    ['protocol-breached', 'protocol breached'],
  ] as const) {
    const found = await assessed(() => ({
      protocol: `../trial/${story}/protocol.yaml`,
      measurements: [`../trial/${story}/measurements`],
    }));
    if (!found.ok) throw new Error(found.reason);
    expect(found.value.trials.find(({ id }) => id === 'T1')?.verdict).toBe(verdict);
    if (story !== 'rejected') continue;
    const { plan } = await example.plan(found.value, '2026-03-02', null);
    const taken = plan.replacements.filter(({ candidate }) => candidate === 'e900');
    // The pilot has no gate, so that it may try what is not accepted; nothing behind a gate does.
    expect(taken.filter(({ wave }) => wave !== 'pilot')).toEqual([]);
  }
  expect(await assessed(() => ({ candidates: ['c4'] }))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('its protocol tries "Elmmark E900", and the candidate "c4" is "Castellan C4"'),
  });
  expect(await assessed(() => ({ protocol: 'no-such.yaml' }))).toMatchObject({ ok: false });
}, 60_000);

test('what tools write beside the programme is written the same again', async () => {
  for (const story of programmeTrials)
    for (const [path, written] of filesOf(story)) expect(text(`trials/${story.name}/${path}`)).toBe(written);
  expect(JSON.parse(text('four-banks.json'))).toEqual(JSON.parse(JSON.stringify(await fourBanks())));
}, 60_000);

import { readdirSync, readFileSync } from 'node:fs';
import { type ProgrammePlan, ok, programmePlanSchema, silent } from '@underpin/model';
import { beforeAll, expect, test } from 'vitest';
import {
  exportPlan,
  highsSolver,
  knownOn,
  makePlan,
  openSources,
  planForms,
  planner,
  progressOf,
  readActualsCsv,
  readProgramme,
  readReview,
  readSector,
  type PlanForm,
  studyOf,
} from '../../index.ts';

const folder = new URL('../../../../../examples/programme/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

let replay: (
  on: string,
  before: ProgrammePlan | null,
) => Promise<{ plan: ProgrammePlan; progress: ReturnType<typeof progressOf> }>;
beforeAll(async () => {
  const { programme, findings } = readProgramme(text('programme.yaml'));
  expect(findings).toEqual([]);
  const { review } = readReview(text('../review-2014/review.yaml'));
  if (programme === null || review === null) throw new Error('the example does not read');
  const actuals = readdirSync(new URL('reports/', folder))
    .toSorted()
    .flatMap((name) => {
      const read = readActualsCsv(text(`reports/${name}`), name);
      expect(read.findings).toEqual([]);
      return read.actuals;
    });
  const opened = await openSources([new URL('../sector', folder).pathname]);
  if (!opened.ok) throw new Error(opened.reason);
  const loaded = await readSector(opened.value.sources, {
    asOf: review.subject.asOf ?? null,
    now: () => new Date('2026-01-05T00:00:00Z'),
    progress: silent,
  });
  if (!loaded.ok) throw new Error(loaded.reason);
  const study = studyOf(loaded.value);
  const linear = await highsSolver();
  replay = async (on, before) => {
    const file = knownOn({ ...programme, actuals }, on);
    const plan = await makePlan(
      { file, study, subject: review.subject, rates: null, before },
      {
        linear,
        planner,
        seconds: 60,
        steps: 40,
        seed: 1,
        progress: silent,
        studied: (changed) => ok(studyOf(changed)),
      },
    );
    if (!plan.ok) throw new Error(plan.reason);
    return { plan: programmePlanSchema.parse(plan.value), progress: progressOf(file, plan.value, before) };
  };
});

test('from the finding through the accepted trials to the last machine, replayed', async () => {
  const days = ['2026-01-05', '2026-10-01', '2027-01-01', '2027-10-01', '2028-07-01', '2029-04-01'];
  const told: string[] = [];
  let before: ProgrammePlan | null = null;
  for (const on of days) {
    const { plan, progress } = await replay(on, before);
    expect(plan.checked).toEqual({ ok: true, violations: [] });
    expect(progress.strangers).toEqual([]);
    told.push(
      `${on}: ${progress.done}/${progress.total} replaced, ${plan.heldBack.length} held back; ` +
        `${plan.milestones.map(({ id, verdict }) => `${id} ${verdict}`).join(', ')}; gates ${plan.gates.map(({ standing }) => standing).join(', ')}`,
    );
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
      "2026-01-05: 0/49 replaced, 8 held back; m30 kept by the plan, m60 kept by the plan, m100 missed by the plan; gates open, waits, waits",
      "2026-10-01: 6/49 replaced, 7 held back; m30 kept by the plan, m60 kept by the plan, m100 missed by the plan; gates open, open, waits",
      "2027-01-01: 19/49 replaced, 0 held back; m30 kept by the plan, m60 kept by the plan, m100 kept by the plan; gates open, open, partly open",
      "2027-10-01: 32/49 replaced, 0 held back; m30 kept, m60 kept by the plan, m100 kept by the plan; gates open, open, open",
      "2028-07-01: 45/49 replaced, 0 held back; m30 kept, m60 kept, m100 kept by the plan; gates open, open, open",
      "2029-04-01: 49/49 replaced, 0 held back; m30 kept, m60 kept, m100 kept; gates open, open, open",
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
  const { plan } = await replay('2026-01-05', null);
  for (const form of Object.keys(planForms) as PlanForm[]) {
    const written = await exportPlan(plan, form, new Date('2026-01-05T00:00:00Z'));
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

import { type ProgrammeFile, programmeFileSchema, seededRandom, type ProgrammePlan } from '@underpin/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assignWaves,
  gateStandings,
  latestActuals,
  milestoneDeadlines,
  milestoneStandings,
  PlanDays,
  addMonths,
  checkSchedule,
  compileProblem,
  PlanSearch,
  planProblem,
  type Replacement,
  resourceCurves,
  slippage,
  trialCoverage,
} from '../src/index.ts';
import { plainCheck, plainPlan } from './plain-planner.ts';

const covered = { standing: 'covered' as const, because: 'seen' };

function file(change: Record<string, unknown> = {}): ProgrammeFile {
  return programmeFileSchema.parse({
    id: 'p',
    title: 'P',
    start: '2026-01-15',
    months: 12,
    currency: 'EUR',
    candidates: [
      {
        id: 'c',
        name: 'C',
        maker: 'M',
        coresPerServer: 8,
        memoryGbPerServer: 64,
        capacity: [],
        price: { purchase: '1', supportPerYear: '1', watts: 1, source: 's' },
        supply: { initial: 2, perMonth: 2 },
      },
    ],
    costs: { energyPricePerKwh: '0.2', source: 's' },
    paces: [{ id: 'normal', days: 10 }],
    ...change,
  });
}

function replacement(id: string, change: Partial<Replacement> = {}): Replacement {
  const [institution = '', name = ''] = id.split('/');
  return {
    id,
    institution,
    name,
    site: 'S1',
    weight: 1,
    criticalFunctions: 1,
    candidate: 'c',
    maker: 'M',
    servers: 1,
    committed: 100,
    leadDays: 0,
    coverage: covered,
    groups: [],
    ...change,
  };
}

test('a wave keeps its members when others can be planned meanwhile, and what has begun stays in front', () => {
  const waves = file({
    waves: [
      { id: 'pilot', name: 'Pilot', atMost: 2 },
      { id: 'rest', name: 'Rest' },
    ],
  });
  const known = ['A/1', 'A/2', 'A/3'].map((id) => replacement(id, { weight: 2 }));
  const lighter = ['A/4', 'A/5'].map((id) => replacement(id));
  const pilot = (answer: ReturnType<typeof assignWaves>): string[] =>
    answer.waves[0]?.members.map(({ id }) => id).toSorted() ?? [];
  expect(pilot(assignWaves(waves, known))).toEqual(['A/1', 'A/2']);
  // Two that are less critical become known: alone they would push the pilot aside.
  const all = [...known, ...lighter];
  expect(pilot(assignWaves(waves, all))).toEqual(['A/4', 'A/5']);
  const before = new Map(
    assignWaves(waves, known).waves.flatMap(({ wave, members }) => members.map((one) => [one.id, wave.id])),
  );
  expect(pilot(assignWaves(waves, all, { waves: before }))).toEqual(['A/1', 'A/2']);
  expect(pilot(assignWaves(waves, all, { begun: new Map([['A/2', '2026-02-01']]) }))).toEqual(['A/2', 'A/4']);
});

test('calendar dates: months, quarters and the last day', () => {
  expect(['2024-01-31', '2025-11-30', '2026-01-15'].map((date) => addMonths(date, 1))).toEqual([
    '2024-02-29',
    '2025-12-30',
    '2026-02-15',
  ]);
  const days = new PlanDays('2026-01-15', 12);
  expect(days.date(days.horizon)).toBe('2027-01-15');
  expect(days.firstPeriods(3).map((period) => days.date(period))).toEqual([
    '2026-01-15',
    '2026-04-01',
    '2026-07-01',
    '2026-10-01',
    '2027-01-01',
  ]);
});

test('a quarter budget, a supply by month, a freeze, change windows and groups make the problem they say', () => {
  const programme = file({
    budget: { perQuarter: '250.90', changes: [{ quarter: '2026-07-01', amount: '10' }] },
    freezes: [{ id: 'ye', name: 'year end', from: '2026-12-20', to: '2027-01-05' }],
    changeWindows: { weekdays: [6, 7] },
    contracts: [{ replacement: 'A/1', notBefore: '2026-02-01', reason: 'lease' }],
    milestones: [{ id: 'm', date: '2026-06-30', share: 1, direction: 'D' }],
    perSite: 1,
  });
  const group = { id: 'g', name: 'g', capacity: 1 };
  const { problem, days } = planProblem(programme, [
    replacement('A/1', { groups: [group] }),
    replacement('A/2', { groups: [group] }),
  ]);
  expect(problem.horizon).toBe(365);
  expect(problem.cumulative.find(({ id }) => id === 'budget')).toMatchObject({
    initial: 250,
    inflows: [{ amount: 250 }, { amount: 10 }, { amount: 250 }, { amount: 250 }],
  });
  expect(problem.cumulative.find(({ id }) => id === 'supply/c')).toMatchObject({
    initial: 4,
    inflows: Array.from({ length: 12 }, () => ({ amount: 2 })),
  });
  expect(problem.tasks[0]).toMatchObject({
    release: days.period('2026-02-01'),
    deadline: days.period('2026-07-01'),
    calendars: ['freeze/ye', 'change windows'],
  });
  const [freeze, windows] = problem.calendars;
  expect(freeze?.spans).toEqual([{ from: days.period('2026-12-20'), to: days.period('2027-01-06') }]);
  expect(new Set(windows?.spans.map(({ from }) => new Date(`${days.date(from)}T00:00:00Z`).getUTCDay()))).toEqual(
    new Set([6]),
  );
  expect(problem.renewable.map(({ id }) => id)).toEqual(['crews/A', 'site/A/S1', 'group/g']);
});

test('on random programmes the plan keeps every day of every limit, and the curves say the same', () => {
  const many = fc.record({
    count: fc.integer({ min: 1, max: 7 }),
    servers: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 7, maxLength: 7 }),
    budget: fc.integer({ min: 100, max: 400 }),
    crews: fc.integer({ min: 1, max: 2 }),
    pilot: fc.boolean(),
    windows: fc.boolean(),
  });
  let planned = 0;
  fc.assert(
    fc.property(many, ({ count, servers, budget, crews, pilot, windows }) => {
      const programme = file({
        budget: { perQuarter: String(budget), carryOver: true },
        crewsPerInstitution: crews,
        ...(windows ? { changeWindows: { weekdays: [1, 2, 3] } } : {}),
        waves: pilot
          ? [
              { id: 'pilot', name: 'Pilot', atMost: 1 },
              {
                id: 'rest',
                name: 'Rest',
                gate: { rollback: 'the old side is switched on again within 4 hours', observedDays: 5 },
              },
            ]
          : [],
      });
      const list = Array.from({ length: count }, (_, at) =>
        replacement(`${at % 2 === 0 ? 'A' : 'B'}/${at}`, { servers: servers[at] ?? 1, weight: at + 1 }),
      );
      const { problem, days } = planProblem(programme, list);
      const answer = plainPlan(problem);
      if (answer.schedule === null) return;
      planned += 1;
      expect(plainCheck(problem, answer.schedule)).toEqual([]);
      for (const curve of resourceCurves(problem, answer.schedule, days, 'EUR'))
        for (const { used, available } of curve.points) expect(used).toBeLessThanOrEqual(available);
    }),
    { seed: 11, numRuns: 8 },
  );
  expect(planned).toBeGreaterThan(3);
});

test('a plan keeps what the plain check asks, and the checker finds every damage that the plain check finds', () => {
  let [sound, damaged] = [0, 0];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 100, max: 400 }),
      fc.nat(),
      fc.nat(60),
      fc.boolean(),
      (count, budget, which, shift, windows) => {
        const programme = file({
          budget: { perQuarter: String(budget), carryOver: which % 2 === 0 },
          freezes: [
            {
              id: 'f',
              name: 'freeze',
              from: '2026-03-01',
              to: '2026-04-10',
              forbids: which % 3 === 0 ? 'work' : 'cut-over',
            },
          ],
          ...(windows ? { changeWindows: { weekdays: [1, 2, 3] } } : {}),
          dependencies: count > 2 ? [{ before: 'A/0', after: 'A/2', lagDays: 3 }] : [],
          waves: [
            { id: 'pilot', name: 'Pilot', atMost: 1 },
            { id: 'rest', name: 'Rest', gate: { rollback: 'back', observedDays: 5 } },
          ],
        });
        const list = Array.from({ length: count }, (_, at) =>
          replacement(`${at % 2 === 0 ? 'A' : 'B'}/${at}`, { servers: 1 + (at % 3), weight: at + 1 }),
        );
        const { problem } = planProblem(programme, list);
        const dense = compileProblem(problem);
        if (!dense.ok) throw new Error(dense.reason);
        const search = new PlanSearch(dense.value, seededRandom(1));
        for (let step = 0; step < 60; step += 1) search.step();
        if (!search.complete) return;
        const starts = [...search.start.subarray(0, problem.tasks.length)];
        const modes = starts.map((_, at) => (search.mode[at] ?? 0) - (dense.value.modeStart[at] ?? 0));
        const schedule = { starts, modes };
        sound += 1;
        expect(plainCheck(problem, schedule)).toEqual([]);
        expect(checkSchedule(problem, schedule).broken).toEqual([]);
        expect(search.lowerBound).toBeLessThanOrEqual(checkSchedule(problem, schedule).figures.relianceDays + 1e-6);
        const shifted = schedule.starts.map((start, at) => (at === which % count ? Math.max(0, start - shift) : start));
        const moved = { starts: shifted, modes: schedule.modes };
        const expected = plainCheck(problem, moved).length > 0;
        if (expected) damaged += 1;
        expect(checkSchedule(problem, moved).broken.length > 0).toBe(expected);
      },
    ),
    { seed: 12, numRuns: 60 },
  );
  expect(sound).toBeGreaterThan(30);
  expect(damaged).toBeGreaterThan(15);
});

describe('planning again', () => {
  const programme = file({
    statusOn: '2026-03-01',
    budget: { perQuarter: '300' },
    waves: [
      { id: 'pilot', name: 'Pilot', atMost: 1 },
      { id: 'rest', name: 'Rest', gate: { rollback: 'back', observedDays: 30 } },
    ],
    actuals: [
      { replacement: 'A/1', on: '2026-01-20', state: 'installing' },
      { replacement: 'A/1', on: '2026-02-10', state: 'replaced', incidents: 1 },
      { replacement: 'A/2', on: '2026-02-20', state: 'installing' },
      { replacement: 'A/3', on: '2026-02-01', state: 'installing' },
      { replacement: 'A/3', on: '2026-02-15', state: 'failed', reason: 'cut-over took too long' },
    ],
  });
  const list = ['A/1', 'A/2', 'A/3', 'A/4'].map((id, at) => replacement(id, { weight: at + 1 }));
  const plan = planProblem(programme, list);

  test('what is done leaves, what runs stays, what failed comes again without buying again', () => {
    expect(plan.done.map(({ replacement: one }) => one.id)).toEqual(['A/1']);
    const [two, three, four] = plan.problem.tasks;
    expect(two?.fixed).toEqual({ start: plan.days.period('2026-02-20'), mode: 0 });
    expect((two?.fixed?.start ?? 0) + (two?.modes[0]?.duration ?? 0)).toBeGreaterThan(plan.days.period('2026-03-01'));
    expect(three?.modes[0]?.consumes).toEqual([]);
    expect(four?.modes[0]?.consumes).toEqual([
      { resource: 'budget', amount: 100 },
      { resource: 'supply/c', amount: 1 },
    ]);
    for (const task of [three, four]) expect(task?.release).toBe(plan.days.period('2026-03-01'));
  });

  test('what is spent is gone, what lapsed debts remain are taken from later quarters', () => {
    expect(plan.problem.cumulative.find(({ id }) => id === 'budget')).toMatchObject({ initial: 0 });
    expect(plan.problem.gates).toMatchObject([{ after: [], notBefore: plan.days.period('2026-02-11') + 30 }]);
  });
});

describe('gates', () => {
  const base = {
    waves: [
      { id: 'pilot', name: 'Pilot', institutions: ['A'] },
      {
        id: 'rest',
        name: 'Rest',
        gate: {
          minimumSuccess: 1,
          maximumErrorRate: 0.5,
          observedDays: 30,
          rollback: 'old side back in 4 h',
          approvals: [{ party: 'CB', role: 'head of supervision' }],
        },
      },
    ],
    statusOn: '2026-06-01',
    actuals: [{ replacement: 'A/1', on: '2026-03-01', state: 'replaced', incidents: 1 }],
    approvals: [{ wave: 'rest', party: 'CB', role: 'head of supervision', on: '2026-05-20' }],
  };
  const list = [replacement('A/1'), replacement('B/1'), replacement('C/1')];
  const standing = (change: Record<string, unknown>, replacements = list) => {
    const programme = file({ ...base, ...change });
    const plan = planProblem(programme, replacements);
    return gateStandings(programme, plan.waves, plan.statuses, plan.statusOn, new Map()).find(
      ({ wave }) => wave === 'rest',
    );
  };

  test('open only when success, errors, observation, coverage and approval all hold', () => {
    expect(standing({})).toMatchObject({ standing: 'open', rollback: 'old side back in 4 h' });
    expect(standing({ actuals: [] })?.standing).toBe('waits');
    expect(standing({ approvals: [] })).toMatchObject({
      standing: 'waits',
      because: expect.arrayContaining(['head of supervision of CB has not approved.']),
    });
    expect(standing({ statusOn: '2026-03-20', approvals: [] })?.because.join(' ')).toContain('19 of 30 days observed');
    expect(
      standing({ actuals: [{ replacement: 'A/1', on: '2026-03-01', state: 'replaced', incidents: 9 }] })?.standing,
    ).toBe('stopped');
    expect(standing({ actuals: [{ replacement: 'A/1', on: '2026-03-01', state: 'failed' }] })?.standing).toBe(
      'stopped',
    );
  });

  test('a partial approval opens it for those it names, an approval after the day not at all', () => {
    expect(standing({ approvals: [{ ...base.approvals[0], institutions: ['B'] }] })).toMatchObject({
      standing: 'partly open',
      institutions: ['B'],
    });
    expect(standing({ approvals: [{ ...base.approvals[0], on: '2026-06-02' }] })?.standing).toBe('waits');
  });

  test('what the trial does not cover is held back with its reason', () => {
    const plan = planProblem(file(base), [
      ...list,
      replacement('D/1', { coverage: { standing: 'unknown', because: 'The kind of work is not stated.' } }),
    ]);
    expect(plan.heldBack).toEqual([
      { replacement: 'D/1', name: '1', reason: expect.stringContaining('The kind of work is not stated.') },
    ]);
    expect(plan.open.map(({ id }) => id)).not.toContain('D/1');
  });
});

test('coverage: only an accepted trial, only the kind it saw, only up to its size; not stated is not covered', () => {
  const trial = {
    id: 't',
    title: 'T',
    verdict: 'accepted' as const,
    decidedOn: '2025-12-01',
    candidates: ['c'],
    envelope: [{ kind: 'core banking', peakCores: 40, memoryGb: 512 }],
    source: 's',
  };
  const of = (work: Partial<Parameters<typeof trialCoverage>[2]>, verdict: 'accepted' | 'rejected' = 'accepted') =>
    trialCoverage([{ ...trial, verdict }], 'c', {
      kind: 'core banking',
      peakCores: { atLeast: 10, atMost: 12 },
      memoryGb: 256,
      ...work,
    }).standing;
  expect(of({})).toBe('covered');
  expect(of({}, 'rejected')).toBe('outside');
  expect(trialCoverage([trial], 'other', { kind: 'core banking', peakCores: null, memoryGb: null }).standing).toBe(
    'outside',
  );
  expect(of({ kind: 'payments' })).toBe('outside');
  expect(of({ kind: null })).toBe('unknown');
  expect(of({ peakCores: null })).toBe('unknown');
  expect(of({ peakCores: { atLeast: 30, atMost: 50 } })).toBe('unknown');
  expect(of({ peakCores: { atLeast: 41, atMost: 50 } })).toBe('outside');
  expect(of({ memoryGb: 600 })).toBe('outside');
});

test('milestones: deadlines for as many as the share asks, verdicts from what is reported and planned', () => {
  const programme = file({
    milestones: [
      { id: 'half', date: '2026-06-30', share: 0.5, direction: 'D1' },
      { id: 'b', date: '2026-02-28', share: 1, institutions: ['B'], direction: 'D1' },
    ],
  });
  const all = ['A/1', 'A/2', 'A/3', 'B/1'].map((id) => ({ id, institution: id[0] as string }));
  const ends = new Map([
    ['A/1', '2026-05-01'],
    ['A/2', '2026-08-01'],
    ['A/3', '2026-09-01'],
    ['B/1', '2026-03-10'],
  ]);
  expect([...milestoneDeadlines(programme, all, ends, new Set())]).toEqual([
    ['B/1', '2026-06-30'],
    ['A/1', '2026-06-30'],
  ]);
  expect([...milestoneDeadlines(programme, all, ends, new Set(['A/2']))]).toEqual([['B/1', '2026-06-30']]);
  expect(milestoneStandings(programme, all, new Map(), ends, '2026-01-15').map(({ verdict }) => verdict)).toEqual([
    'kept by the plan',
    'missed by the plan',
  ]);
  expect(
    milestoneStandings(programme, all, new Map([['B/1', '2026-03-10']]), ends, '2026-04-01').map(
      ({ verdict }) => verdict,
    ),
  ).toEqual(['kept by the plan', 'missed']);
});

test('reports: the latest counts, failure starts anew, evidence adds up', () => {
  const known = latestActuals(
    [
      { replacement: 'x', on: '2026-02-01', state: 'failed', incidents: 2, evidence: [], reason: 'r' },
      { replacement: 'x', on: '2026-01-01', state: 'installing', incidents: 0, evidence: [] },
      { replacement: 'x', on: '2026-03-01', state: 'installing', incidents: 0, evidence: [] },
      { replacement: 'x', on: '2026-04-01', state: 'disposed', incidents: 1, evidence: ['certificate 7'] },
      { replacement: 'x', on: '2026-09-01', state: 'failed', incidents: 0, evidence: [] },
    ],
    '2026-06-30',
  ).get('x');
  expect(known).toMatchObject({
    state: 'disposed',
    startedOn: '2026-03-01',
    doneOn: '2026-04-01',
    incidents: 3,
    failures: 1,
    evidence: ['certificate 7'],
  });
});

test('slippage says what was reported, else what it waits for', () => {
  const row = (id: string, start: string, end: string) => ({
    id,
    institution: 'A',
    name: id,
    site: '',
    wave: 'w',
    candidate: 'c',
    pace: 'n',
    servers: 1,
    cost: '1',
    weight: 1,
    criticalFunctions: 1,
    start,
    end,
    deadline: null,
    lateDays: 0,
    state: null,
    planned: null,
  });
  const plan = (rows: ReturnType<typeof row>[]) =>
    ({ start: '2026-01-01', statusOn: '2026-03-01', replacements: rows }) as unknown as ProgrammePlan;
  const slips = slippage(
    plan([
      row('a', '2026-02-01', '2026-02-10'),
      row('b', '2026-04-01', '2026-04-10'),
      row('c', '2026-05-01', '2026-05-10'),
    ]),
    plan([
      row('a', '2026-03-05', '2026-03-14'),
      row('b', '2026-04-21', '2026-04-30'),
      row('c', '2026-05-01', '2026-05-10'),
    ]),
    { reasons: new Map(), failed: new Set(), started: new Set(), done: new Set() },
    new Map([['w', '2026-04-20']]),
  );
  expect(slips.map(({ replacement: id, days, because }) => [id, days, because])).toEqual([
    ['a', 32, 'It has not started; no reason was reported.'],
    ['b', 20, 'The gate of its wave opens on 2026-04-20.'],
  ]);
});

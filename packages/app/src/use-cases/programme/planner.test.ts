import {
  type PlanRelaxation,
  type ProgrammeFile,
  programmeFileSchema,
  type ProgrammePlan,
  type SchedulingProblem,
  silent,
} from '@underpin/model';
import { conflictInWords, planProblem, type Replacement } from '@underpin/programme';
import { describe, expect, test } from 'vitest';
import { plainCheck } from '../../../../engines/programme/test/plain-planner.ts';
import { highsSolver } from '../../solvers/highs-solver.ts';
import { makePlan } from './make-plan.ts';
import { planner } from './planner.ts';

const base = {
  id: 'p',
  title: 'P',
  start: '2026-01-01',
  months: 1,
  currency: 'EUR',
  candidates: [
    {
      id: 'c',
      name: 'Candidate C',
      maker: 'M',
      coresPerServer: 8,
      memoryGbPerServer: 64,
      capacity: [],
      price: { purchase: '1', supportPerYear: '1', watts: 1, source: 's' },
    },
  ],
  costs: { energyPricePerKwh: '0.2', source: 's' },
  paces: [{ id: 'normal', days: 12 }],
};
const [candidate] = base.candidates;

function replacement(id: string): Replacement {
  return {
    id,
    institution: 'BANK',
    name: `Server ${id}`,
    site: '',
    weight: 1,
    criticalFunctions: 1,
    candidate: 'c',
    maker: 'M',
    servers: 2,
    committed: 100,
    leadDays: 0,
    coverage: { standing: 'covered', because: 'seen' },
    groups: [],
  };
}

/** All starts, cut off where the tasks so far break something; judged day by day by the plain check. */
function possible(problem: SchedulingProblem): boolean {
  const place = (starts: readonly number[]): boolean => {
    const at = starts.length;
    const part = problem.tasks.slice(0, at);
    const known = new Set(part.map(({ id }) => id));
    if (at > 0) {
      const wrong = plainCheck(
        {
          ...problem,
          tasks: part,
          precedences: problem.precedences.filter((one) => known.has(one.before) && known.has(one.after)),
          gates: problem.gates.map((gate) => ({
            ...gate,
            after: gate.after.filter((id) => known.has(id)),
            before: gate.before.filter((id) => known.has(id)),
          })),
        },
        { starts: [...starts], modes: starts.map(() => 0) },
      );
      if (wrong.length > 0) return false;
    }
    if (at === problem.tasks.length) return true;
    for (let start = 0; start < problem.horizon; start += 1) if (place([...starts, start])) return true;
    return false;
  };
  return place([]);
}

/** The problem with one limit eased: written here anew, not by the code that is tested. */
function eased(
  problem: SchedulingProblem,
  { constraint: { kind, id } }: PlanRelaxation,
  by: number,
): SchedulingProblem {
  const tasks = (change: (task: SchedulingProblem['tasks'][number]) => object) => ({
    ...problem,
    tasks: problem.tasks.map((task) => (task.id === id ? { ...task, ...change(task) } : task)),
  });
  switch (kind) {
    case 'renewable':
      return {
        ...problem,
        renewable: problem.renewable.map((one) => (one.id === id ? { ...one, capacity: one.capacity + by } : one)),
      };
    case 'cumulative':
      return {
        ...problem,
        cumulative: problem.cumulative.map((one) => (one.id === id ? { ...one, initial: one.initial + by } : one)),
      };
    case 'deadline':
      return tasks(({ deadline = 0 }) => ({ deadline: deadline + by }));
    case 'release':
      return tasks(({ release }) => ({ release: release - by }));
    case 'horizon':
      return { ...problem, horizon: problem.horizon + by };
    case 'calendar':
      return by === 0 ? problem : { ...problem, calendars: problem.calendars.filter((one) => one.id !== id) };
    case 'gate':
      return by === 0 ? problem : { ...problem, gates: problem.gates.filter((one) => one.id !== id) };
    default:
      return by === 0 ? problem : { ...problem, precedences: [] };
  }
}

const a = replacement('BANK/A');
const b = replacement('BANK/B');
const c = replacement('BANK/C');
const cases: readonly {
  readonly name: string;
  readonly change: Record<string, unknown>;
  readonly work: readonly Replacement[];
  readonly says: readonly RegExp[];
}[] = [
  {
    name: 'too few crews for the time',
    change: {},
    work: [a, b, c],
    says: [/Crews of BANK: 1 crew at a time/, /Everything is done by 2026-01-31/],
  },
  {
    name: 'a milestone before the servers can be there',
    change: { milestones: [{ id: 'm', date: '2026-01-20', share: 1, direction: 'D' }] },
    work: [{ ...a, leadDays: 15 }],
    says: [/"Server BANK\/A" does not start before 2026-01-16/, /"Server BANK\/A" is done by 2026-01-20/],
  },
  {
    name: 'a freeze on all that is left',
    change: {
      freezes: [{ id: 'f', name: 'Year end', from: '2026-01-11', to: '2026-01-31', forbids: 'cut-over' }],
    },
    work: [a],
    says: [/Year end: no cut-over from 2026-01-11 to 2026-01-31/],
  },
  {
    name: 'money that comes too late',
    change: { budget: { perQuarter: '150' } },
    work: [a, b],
    says: [/Budget: 150 EUR at first, 150 EUR by 2026-01-31/],
  },
  {
    name: 'servers that the maker cannot deliver in time',
    change: { candidates: [{ ...candidate, supply: { initial: 1, perMonth: 0 } }] },
    work: [a],
    says: [/Supply of Candidate C: 1 server at first/],
  },
  {
    name: 'a gate that is observed too long',
    change: {
      crewsPerInstitution: 2,
      waves: [
        { id: 'w1', name: 'Pilot', replacements: ['BANK/A'] },
        { id: 'w2', name: 'Wave 2', gate: { observedDays: 10, trialCovers: false, rollback: 'back' } },
      ],
    },
    work: [a, b],
    says: [/gate of Wave 2 opens after 1 replacement and 10 days of observation/],
  },
];

describe('what no plan can keep', () => {
  test.each(cases)('$name: the limits in conflict and the least that helps', async ({ change, work, says }) => {
    const file: ProgrammeFile = programmeFileSchema.parse({ ...base, ...change });
    const plan = planProblem(file, work);
    expect(possible(plan.problem)).toBe(false);
    const answer = await planner.solve(plan.problem, { seconds: 10, steps: 30, seed: 1, progress: silent });
    // Deadlines may be missed, with a plan; everything else may not.
    expect(answer.status).toBe(answer.schedule === null ? 'infeasible' : 'late');
    const { conflict } = answer;
    if (conflict === null) throw new Error('nothing is explained');
    expect(conflict).toMatchObject({ proved: true, minimal: true });
    // Only what is in conflict, and only what alone makes a plan possible: by as much as said, and by no less.
    expect(conflict.relaxations.length).toBeGreaterThan(0);
    for (const relaxation of conflict.relaxations) {
      expect(possible(eased(plan.problem, relaxation, relaxation.amount)), relaxation.words).toBe(true);
      expect(possible(eased(plan.problem, relaxation, relaxation.amount - 1)), relaxation.words).toBe(false);
    }
    const told = conflictInWords(conflict, plan, file.currency);
    const words = told.constraints.map((one) => one.words).join('\n');
    for (const expected of says) expect(words).toMatch(expected);
    expect(told.relaxations.map((one) => one.words).join('\n')).not.toMatch(/periods|undefined|NaN|BANK\/A >/);
  });

  const planOf = async (change: Record<string, unknown>): Promise<ProgrammePlan> => {
    const workloads = ['A', 'B', 'C'].map((id) => ({
      id,
      institution: 'BANK',
      name: `Server ${id}`,
      cores: { atLeast: 8, atMost: 8 },
      memoryGb: 32,
      peakUtilisation: { atLeast: 0.5, atMost: 0.5 },
      capacity: [{ unit: 'SAPS', per: 'core', value: 1000, source: 's' }],
    }));
    const candidates = [{ ...candidate, capacity: [{ unit: 'SAPS', per: 'core', value: 2000, source: 's' }] }];
    const file = programmeFileSchema.parse({ ...base, candidates, workloads, ...change });
    const made = await makePlan(
      { file, study: null, subject: null, rates: null, before: null },
      {
        linear: await highsSolver(),
        planner,
        seconds: 5,
        steps: 20,
        seed: 1,
        progress: silent,
        studied: () => ({ ok: false, reason: 'there is no sector' }),
      },
    );
    if (!made.ok) throw new Error(made.reason);
    return made.value;
  };

  test('the plan of such a programme says it in one sentence, and what would do', async () => {
    const plan = await planOf({});
    expect(plan).toMatchObject({ status: 'infeasible', figures: null, replacements: [] });
    expect(plan.reason).toBe('Crews of BANK: 1 crew at a time; Everything is done by 2026-01-31');
    expect(plan.conflict?.relaxations.map(({ words }) => words).toSorted()).toEqual([
      'Crews of BANK: 1 crew more at any time',
      'Give the programme 5 days more, until 2026-02-05',
    ]);
  });

  test('where no portfolio keeps its limits, the plan names them and by how much each would have to give', async () => {
    const plan = await planOf({ diversity: [{ by: 'maker', share: 0.5 }], purchaseBudget: '100' });
    expect(plan.status).toBe('no portfolio');
    expect(plan.conflict).toMatchObject({ proved: true, minimal: true });
    expect(plan.conflict?.constraints).toMatchObject([{ kind: 'portfolio', words: expect.stringContaining('M') }]);
    expect(plan.conflict?.relaxations).toHaveLength(1);
  });
});

import { type SchedulingProblem, schedulingProblemSchema, seededRandom } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { hasPlan } from '../../../test/plan-by-brute-force.ts';
import { tinyProblem } from '../../../test/tiny-problem.ts';
import { droppables } from './droppable.ts';
import { explainConflict } from './explain-conflict.ts';
import { restOf } from './rest-of.ts';

const conflictOf = (problem: SchedulingProblem): NonNullable<ReturnType<typeof explainConflict>> => {
  const conflict = explainConflict(problem, { seed: 1 });
  if (conflict === null) throw new Error('no conflict found');
  return conflict;
};

/** The constraint as the engine knows it. */
const find = (problem: SchedulingProblem, kind: string, id: string): ReturnType<typeof droppables>[number] => {
  const each = droppables(problem).find(({ constraint }) => constraint.kind === kind && constraint.id === id);
  if (each === undefined) throw new Error(`no ${kind} "${id}"`);
  return each;
};

describe('explanations of tiny problems against all starts and modes', () => {
  const random = seededRandom(20140527);
  const problems = Array.from({ length: 100 }, () => tinyProblem(random));
  const infeasible = problems.filter((problem) => !hasPlan(problem));

  test('there is an explanation exactly where there is no plan', () => {
    expect(infeasible.length).toBeGreaterThan(25);
    expect(infeasible.length).toBeLessThan(75);
    for (const problem of problems)
      expect(explainConflict(problem, { seed: 1 }) !== null).toBe(infeasible.includes(problem));
  });

  test('what is named is in conflict by itself, and not without any one of it', () => {
    const kinds = new Set<string>();
    for (const problem of infeasible) {
      const { constraints, proved, minimal } = conflictOf(problem);
      expect([proved, minimal]).toEqual([true, true]);
      const all = droppables(problem);
      const core = all.filter(({ constraint }) =>
        constraints.some(({ kind, id }) => kind === constraint.kind && id === constraint.id),
      );
      expect(core).toHaveLength(constraints.length);
      const others = all.filter((each) => !core.includes(each));
      expect(hasPlan(restOf(problem, others))).toBe(false);
      for (const each of core) {
        kinds.add(each.constraint.kind);
        expect(hasPlan(restOf(problem, [...others, each]))).toBe(true);
      }
    }
    for (const kind of ['renewable', 'cumulative', 'calendar', 'precedence', 'gate', 'release', 'deadline', 'horizon'])
      expect(kinds).toContain(kind);
  });

  test('each relaxation makes a plan possible, and less of it does not', () => {
    let alone = 0;
    for (const problem of infeasible) {
      const { constraints, relaxations } = conflictOf(problem);
      expect(relaxations.length).toBeGreaterThan(0);
      const all = droppables(problem);
      for (const { constraint, amount, proved, words } of relaxations) {
        const each = find(problem, constraint.kind, constraint.id);
        const whole = words.includes('there are others')
          ? restOf(
              problem,
              all.filter(
                (one) => !constraints.some(({ kind, id }) => kind === one.constraint.kind && id === one.constraint.id),
              ),
            )
          : problem;
        if (whole === problem) alone += 1;
        expect(proved).toBe(true);
        if (each.ease === null) {
          expect(hasPlan(restOf(whole, [each]))).toBe(true);
          continue;
        }
        expect(hasPlan(each.ease(whole, amount))).toBe(true);
        if (amount > 1) expect(hasPlan(each.ease(whole, amount - 1))).toBe(false);
      }
    }
    expect(alone).toBeGreaterThan(20);
  });
});

test('a maximum lag in conflict with a freeze is named with its precedence', () => {
  const problem = schedulingProblemSchema.parse({
    horizon: 20,
    calendars: [{ id: 'freeze', name: 'year-end freeze', spans: [{ from: 4, to: 12 }] }],
    tasks: [
      { id: 'pilot', modes: [{ id: 'm', duration: 3 }], deadline: 4, calendars: ['freeze'] },
      { id: 'rest', modes: [{ id: 'm', duration: 4 }], calendars: ['freeze'] },
    ],
    precedences: [{ before: 'pilot', after: 'rest', maxLag: 5 }],
  });
  const { constraints, minimal, relaxations } = conflictOf(problem);
  expect(minimal).toBe(true);
  expect(constraints.map(({ words }) => words)).toEqual([
    'calendar "year-end freeze"',
    '"rest" waits for "pilot"',
    '"rest" starts at most 5 periods after the end of "pilot"',
    '"pilot" finished by 4',
  ]);
  // The pilot may end at 4 at the latest, the rest begins at 12: eight periods between them.
  expect(relaxations.map(({ words, amount }) => [words, amount])).toEqual([
    ['let "rest" start up to 3 periods later after "pilot"', 3],
    ['11 periods more for "pilot"', 11],
    ['lift the calendar "year-end freeze"', 1],
    ['let "rest" not wait for "pilot"', 1],
  ]);
});

test('a feasible problem has no explanation, and a budget that comes too late has one in money', () => {
  const problem = (deadline: number): SchedulingProblem =>
    schedulingProblemSchema.parse({
      horizon: 400,
      cumulative: [
        {
          id: 'budget',
          initial: 300,
          inflows: [
            { at: 90, amount: 300 },
            { at: 180, amount: 300 },
          ],
        },
      ],
      renewable: [{ id: 'team', capacity: 3 }],
      tasks: Array.from({ length: 8 }, (_, at) => ({
        id: `T${at}`,
        deadline,
        modes: [
          {
            id: 'm',
            duration: 20,
            uses: [{ resource: 'team', amount: 1 }],
            consumes: [{ resource: 'budget', amount: 100 }],
          },
        ],
      })),
    });
  expect(explainConflict(problem(230), { seed: 1 })).toBeNull();
  const { constraints, relaxations } = conflictOf(problem(170));
  expect(constraints.filter(({ kind }) => kind === 'cumulative')).toHaveLength(1);
  expect(constraints.filter(({ kind }) => kind === 'deadline')).toHaveLength(7);
  expect(relaxations.find(({ constraint }) => constraint.kind === 'cumulative')).toMatchObject({
    amount: 200,
    words: '200 more of "budget" at the start',
    proved: true,
  });
});

test('a date that many tasks share is one limit, eased for all of them at once', () => {
  const problem = schedulingProblemSchema.parse({
    horizon: 500,
    renewable: [{ id: 'team', capacity: 2 }],
    tasks: Array.from({ length: 40 }, (_, at) => ({
      id: `T${at}`,
      ...(at < 30 ? { deadline: 45 } : {}),
      modes: [{ id: 'm', duration: 4, uses: [{ resource: 'team', amount: 1 }] }],
    })),
  });
  const { constraints, minimal, relaxations } = conflictOf(problem);
  expect(minimal).toBe(true);
  expect(constraints.map(({ words }) => words)).toEqual(['capacity of "team"', '30 tasks finished by 45']);
  // Thirty tasks of four periods, two at a time.
  expect(relaxations.map(({ words, proved }) => [words, proved])).toEqual([
    ['15 periods more for the 30 tasks due by 45', true],
    ['1 more of "team" at any time', true],
  ]);
  // What is cancelled meanwhile is still enough, if perhaps more than needed.
  let asked = 0;
  const cut = explainConflict(problem, { seed: 1, cancelled: () => (asked += 1) > 25 });
  for (const one of cut?.relaxations ?? []) {
    const each = find(problem, one.constraint.kind, one.constraint.id);
    expect(explainConflict(each.ease?.(problem, one.amount) ?? problem, { seed: 1 })).toBeNull();
  }
});

test('a conflict among hundreds of tasks is found without the rest, and can be cancelled', () => {
  const problem = schedulingProblemSchema.parse({
    horizon: 1000,
    renewable: [{ id: 'team', capacity: 2 }],
    tasks: Array.from({ length: 400 }, (_, at) => ({
      id: `T${at}`,
      ...(at >= 200 && at < 205 ? { deadline: 20 } : {}),
      modes: [{ id: 'm', duration: at >= 200 && at < 205 ? 9 : 2, uses: [{ resource: 'team', amount: 1 }] }],
    })),
  });
  const { constraints, relaxations, minimal } = conflictOf(problem);
  expect(minimal).toBe(true);
  expect(constraints.map(({ id }) => id)).toEqual(['team', 'T200', 'T201', 'T202', 'T203', 'T204']);
  expect(relaxations.some(({ constraint, amount }) => constraint.kind === 'deadline' && amount === 7)).toBe(true);
  expect(explainConflict(problem, { seed: 1, cancelled: () => true })).toMatchObject({ proved: true, minimal: false });
});

import { type Random, type SchedulingProblem, schedulingProblemSchema } from '@underpin/model';

/** A random problem of three or four tasks with some of every kind of constraint, about as often feasible as not. */
export function tinyProblem(random: Random): SchedulingProblem {
  const below = (count: number): number => Math.floor(random() * count);
  const chance = (share: number): boolean => random() < share;
  const tasks = 3 + below(2);
  const horizon = 7 + below(4);
  const ids = Array.from({ length: tasks }, (_, at) => `T${at}`);
  const precedences = ids.flatMap((after, at) =>
    at > 0 && chance(0.4)
      ? [
          {
            before: `T${below(at)}`,
            after,
            minLag: chance(0.3) ? 1 : 0,
            ...(chance(0.15) ? { maxLag: 1 + below(3) } : {}),
          },
        ]
      : [],
  );
  const from = 2 + below(horizon - 3);
  return schedulingProblemSchema.parse({
    horizon,
    renewable: [
      {
        id: 'team',
        capacity: 1 + below(2),
        changes: chance(0.3) ? [{ from: 1 + below(3), to: 4 + below(3), capacity: 1 }] : [],
      },
    ],
    cumulative: [
      {
        id: 'budget',
        initial: below(4),
        carryOver: chance(0.7),
        inflows: [
          { at: 2 + below(3), amount: 1 + below(4) },
          { at: 5 + below(3), amount: 1 + below(3) },
        ],
      },
    ],
    calendars: [
      {
        id: 'freeze',
        forbids: (['start', 'work', 'finish'] as const)[below(3)],
        spans: [{ from, to: from + 1 + below(2) }],
      },
    ],
    tasks: ids.map((id) => ({
      id,
      weight: 1 + below(5),
      release: chance(0.2) ? 1 + below(4) : 0,
      ...(chance(0.35) ? { deadline: 3 + below(horizon - 2) } : {}),
      calendars: chance(0.4) ? ['freeze'] : [],
      modes: Array.from({ length: chance(0.25) ? 2 : 1 }, (_, mode) => ({
        id: `m${mode}`,
        duration: 1 + below(3),
        cost: below(5),
        uses: chance(0.8) ? [{ resource: 'team', amount: 1 + below(2) }] : [],
        consumes: chance(0.6) ? [{ resource: 'budget', amount: 1 + below(2) }] : [],
      })),
    })),
    precedences,
    gates: chance(0.3)
      ? [{ id: 'gate', after: ['T0'], before: [`T${tasks - 1}`], lag: below(3), notBefore: below(3) }]
      : [],
  });
}

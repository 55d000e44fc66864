import type { Random, SchedulingProblemInput } from '@underpin/model';

export interface SampleProgrammeOptions {
  readonly tasks: number;
  readonly months: number;
  readonly random: Random;
}

/**
 * A fictional replacement programme: institutions with teams of their own, makers with monthly supply, suppliers' crews shared by
 * all, a budget by quarter, freezes at year ends, pilots before the rest, systems that wait for others. Its capacities allow
 * about four fifths of the horizon to be enough.
 */
export function sampleProgramme({ tasks, months, random }: SampleProgrammeOptions): SchedulingProblemInput {
  const horizon = Math.round(months * 30.4375);
  const institutions = Math.max(3, Math.min(60, Math.round(tasks / 60)));
  const makers = 4;
  const crews = 3;
  const below = (count: number): number => Math.floor(random() * count);
  const made = Array.from({ length: tasks }, (_, at) => {
    const institution = below(institutions);
    const maker = below(makers);
    const crew = below(crews);
    const size = 1 + below(4);
    const duration = 5 + below(36);
    const cost = size * (20 + below(60));
    const servers = size * (1 + below(4));
    const quicker = random() < 0.3;
    return {
      id: `T${at + 1}`,
      institution,
      pilot: false,
      weight: Math.round(100 * size ** 1.5 * (0.2 + 1.8 * random())) / 100,
      release: random() < 0.15 ? below(Math.floor(horizon / 3)) : 0,
      calendars: ['freeze'],
      maker,
      crew,
      modes: [
        {
          id: 'plain',
          duration,
          cost,
          uses: [
            { resource: `team-${institution}`, amount: 1 },
            { resource: `crew-${crew}`, amount: size > 2 ? 2 : 1 },
          ],
          consumes: [
            { resource: 'budget', amount: cost },
            { resource: `maker-${maker}`, amount: servers },
          ],
        },
        ...(quicker
          ? [
              {
                id: 'quick',
                duration: Math.max(3, Math.round(duration * 0.6)),
                cost: Math.round(cost * 1.4),
                uses: [
                  { resource: `team-${institution}`, amount: 1 },
                  { resource: `crew-${crew}`, amount: 2 },
                ],
                consumes: [
                  { resource: 'budget', amount: Math.round(cost * 1.4) },
                  { resource: `maker-${maker}`, amount: servers },
                ],
              },
            ]
          : []),
      ],
    };
  });
  const need = new Map<string, number>();
  for (const { modes } of made) {
    const [mode] = modes;
    if (mode === undefined) continue;
    for (const { resource, amount } of mode.uses)
      need.set(resource, (need.get(resource) ?? 0) + amount * mode.duration);
    for (const { resource, amount } of mode.consumes) need.set(resource, (need.get(resource) ?? 0) + amount);
  }
  const span = horizon * 0.75;
  const capacityOf = (resource: string, least: number): number =>
    Math.max(least, Math.ceil((need.get(resource) ?? 0) / span));
  const freezes = Array.from({ length: Math.ceil(months / 12) }, (_, year) => ({
    from: Math.round(year * 365.25 + 350),
    to: Math.round(year * 365.25 + 380),
    name: `year end ${year + 1}`,
  }));
  const quarters = Math.floor(months / 3);
  const precedences: { before: string; after: string; minLag: number }[] = [];
  const last = new Map<number, number>();
  const pilots: string[] = [];
  for (const [at, task] of made.entries()) {
    const before = last.get(task.institution);
    if (before === undefined && pilots.length < 5 && task.release === 0) pilots.push(task.id);
    else if (before !== undefined && random() < 0.35)
      precedences.push({ before: `T${before + 1}`, after: task.id, minLag: below(10) });
    if (random() < 0.5 || before === undefined) last.set(task.institution, at);
  }
  const piloted = new Set(pilots);
  return {
    name: `sample programme of ${tasks} tasks`,
    horizon,
    renewable: [
      ...Array.from({ length: institutions }, (_, at) => ({
        id: `team-${at}`,
        capacity: capacityOf(`team-${at}`, 2),
        changes: freezes.map(({ from, to }) => ({ from, to, capacity: 1 })),
      })),
      ...Array.from({ length: crews }, (_, at) => ({ id: `crew-${at}`, capacity: capacityOf(`crew-${at}`, 3) })),
    ],
    cumulative: [
      {
        id: 'budget',
        carryOver: true,
        inflows: Array.from({ length: quarters }, (_, quarter) => ({
          at: Math.round(quarter * 91.3125),
          amount: Math.ceil(((need.get('budget') ?? 0) * 1.5) / quarters),
        })),
      },
      ...Array.from({ length: makers }, (_, maker) => ({
        id: `maker-${maker}`,
        carryOver: true,
        inflows: Array.from({ length: months }, (_, month) => ({
          at: Math.round(month * 30.4375),
          amount: Math.ceil(((need.get(`maker-${maker}`) ?? 0) * 1.25) / months),
        })),
      })),
    ],
    calendars: [{ id: 'freeze', name: 'year-end freeze', forbids: 'work', spans: freezes }],
    tasks: made.map(({ id, weight, release, calendars, modes }) => ({ id, weight, release, calendars, modes })),
    precedences,
    gates: [
      {
        id: 'pilots',
        name: 'pilots before the rest',
        after: pilots,
        before: made.filter(({ id }) => !piloted.has(id)).map(({ id }) => id),
        lag: 14,
      },
    ],
  };
}

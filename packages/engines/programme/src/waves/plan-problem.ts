import {
  type IsoDate,
  type PlannedTask,
  type ProgrammeFile,
  type SchedulingProblem,
  schedulingProblemSchema,
  type SchedulingProblemInput,
} from '@underpin/model';
import { isDone, latestActuals, type ReplacementStatus } from '../progress/latest-actuals.ts';
import { assignWaves, type HeldBack, type WaveMembers } from './assign-waves.ts';
import { PlanDays } from './plan-days.ts';
import type { Replacement } from './replacement.ts';

/** The scheduling problem of a programme, and how its tasks relate to what was asked. */
export interface PlanProblem {
  readonly problem: SchedulingProblem;
  readonly days: PlanDays;
  readonly statusOn: IsoDate;
  readonly waves: readonly WaveMembers[];
  readonly heldBack: readonly HeldBack[];
  /** Replacements that stand in the problem as tasks, in its order. */
  readonly open: readonly Replacement[];
  /** Replacements that are done; they bind the rest by what they used up. */
  readonly done: readonly { readonly replacement: Replacement; readonly status: ReplacementStatus }[];
  readonly statuses: ReadonlyMap<string, ReplacementStatus>;
}

export interface PlanProblemChoice {
  /** Last allowed day of single replacements, from milestones on a share. */
  readonly deadlines?: ReadonlyMap<string, IsoDate>;
  /** First day in the plan before this one, for least change. */
  readonly before?: ReadonlyMap<string, IsoDate>;
  /** Wave of each replacement in that plan. */
  readonly waves?: ReadonlyMap<string, string>;
}

/**
 * Tasks with modes (paces), precedence, gates between waves, crews, sites, groups that must keep running, budget by quarter,
 * supply by month, freezes, change windows, releases and deadlines. Money is in whole units of the programme's currency.
 * What is done is taken out; what is running stays where it is; nothing else starts before the day of the status.
 */
export function planProblem(
  file: ProgrammeFile,
  replacements: readonly Replacement[],
  choice: PlanProblemChoice = {},
): PlanProblem {
  const days = new PlanDays(file.start, file.months);
  const statusOn = file.statusOn ?? file.start;
  const now = Math.max(0, days.period(statusOn));
  const statuses = latestActuals(file.actuals, statusOn);
  const begun = new Map(
    [...statuses].flatMap(([id, { startedOn, doneOn }]) => {
      const day = startedOn ?? doneOn;
      return day === null ? [] : [[id, day] as const];
    }),
  );
  const { waves, heldBack } = assignWaves(file, replacements, {
    ...(choice.waves === undefined ? {} : { waves: choice.waves }),
    begun,
  });
  const members = waves.flatMap((wave) => wave.members);
  const done = members.flatMap((replacement) => {
    const status = statuses.get(replacement.id);
    return status !== undefined && isDone(status.state) ? [{ replacement, status }] : [];
  });
  const finished = new Map(done.map((one) => [one.replacement.id, one.status.doneOn ?? statusOn]));
  const open = members.filter(({ id }) => !finished.has(id));
  const taken = [...done.map((one) => one.replacement), ...open.filter(({ id }) => spentBefore(statuses.get(id)))];
  const lastNeeded = milestonesForAll(file);
  const release = releases(file, days, finished);
  const tasks = open.map((one): PlannedTask =>
    task(file, days, now, one, statuses.get(one.id), release, lastNeeded, choice),
  );
  const problem: SchedulingProblemInput = {
    name: file.title,
    start: file.start,
    horizon: days.horizon,
    stability: choice.before === undefined ? 0 : file.stability,
    tasks,
    renewable: renewables(file, days, open).map((one) => withWhatRuns(one, tasks, days.horizon)),
    cumulative: cumulatives(file, days, now, open, taken),
    calendars: calendars(file, days),
    precedences: file.dependencies
      .filter(({ before, after }) => has(open, before) && has(open, after))
      .map(({ before, after, lagDays }) => ({ before, after, minLag: lagDays })),
    gates: gates(file, days, waves, finished),
  };
  return { problem: schedulingProblemSchema.parse(problem), days, statusOn, waves, heldBack, open, done, statuses };
}

/** Its servers and money are committed already: it runs, or it was tried and rolled back. */
function spentBefore(status: ReplacementStatus | undefined): boolean {
  return status !== undefined && (status.startedOn !== null || status.failures > 0);
}

function has(list: readonly Replacement[], id: string): boolean {
  return list.some((one) => one.id === id);
}

function task(
  file: ProgrammeFile,
  days: PlanDays,
  now: number,
  one: Replacement,
  status: ReplacementStatus | undefined,
  release: ReadonlyMap<string, number>,
  lastNeeded: (institution: string) => IsoDate | null,
  choice: PlanProblemChoice,
): PlannedTask {
  const spent = spentBefore(status);
  const started = status?.startedOn ?? null;
  const shareLimit = choice.deadlines?.get(one.id) ?? null;
  const limits = [lastNeeded(one.institution), shareLimit].filter((date) => date !== null);
  const [deadline] = limits.toSorted();
  const planned = choice.before?.get(one.id);
  const start = started === null ? null : Math.max(0, days.period(started));
  // What runs has no other mode, and takes at least until tomorrow.
  const paces =
    start === null
      ? file.paces
      : file.paces.slice(0, 1).map((pace) => ({ ...pace, days: Math.max(pace.days, now - start + 1) }));
  return {
    id: one.id,
    name: one.name,
    weight: one.weight,
    release: start ?? Math.max(now, release.get(one.id) ?? 0, one.leadDays),
    ...(deadline === undefined ? {} : { deadline: Math.max(0, days.period(deadline) + 1) }),
    calendars: calendarsOf(file, one.institution),
    ...(start === null ? {} : { fixed: { start, mode: 0 } }),
    ...(planned === undefined || start !== null ? {} : { planned: Math.max(0, days.period(planned)) }),
    modes: paces.map((pace) => {
      const extra = Math.ceil(Number(pace.extraCost));
      const money = spent ? extra : one.committed + extra;
      return {
        id: pace.id,
        duration: pace.days,
        cost: money,
        uses: [
          { resource: `crews/${one.institution}`, amount: pace.crews },
          ...(file.crewsPerMaker === undefined || pace.makerCrews === 0
            ? []
            : [{ resource: `maker-crews/${one.maker}`, amount: pace.makerCrews }]),
          ...(file.perSite === undefined || one.site === '' ? [] : [{ resource: siteId(one), amount: 1 }]),
          ...one.groups.map(({ id }) => ({ resource: `group/${id}`, amount: 1 })),
        ],
        consumes: [
          ...(file.budget === undefined || money === 0 ? [] : [{ resource: 'budget', amount: money }]),
          ...(spent || !limited(file, one.candidate)
            ? []
            : [{ resource: `supply/${one.candidate}`, amount: one.servers }]),
        ],
      };
    }),
  };
}

function siteId(one: Replacement): string {
  return `site/${one.institution}/${one.site}`;
}

function limited(file: ProgrammeFile, candidate: string): boolean {
  return file.candidates.some(({ id, supply }) => id === candidate && supply !== undefined);
}

function calendarsOf(file: ProgrammeFile, institution: string): string[] {
  const windows = file.changeWindows;
  return [
    ...file.freezes
      .filter(({ institutions }) => institutions?.includes(institution) ?? true)
      .map(({ id }) => `freeze/${id}`),
    ...(windows === undefined || windows.institutions?.includes(institution) === false ? [] : ['change windows']),
  ];
}

function calendars(file: ProgrammeFile, days: PlanDays): NonNullable<SchedulingProblemInput['calendars']> {
  const freezes = file.freezes.map(({ id, name, from, to, forbids }) => ({
    id: `freeze/${id}`,
    name,
    forbids: forbids === 'cut-over' ? ('finish' as const) : forbids,
    spans: inside(days, from, to),
  }));
  const { changeWindows } = file;
  if (changeWindows === undefined) return freezes;
  const spans: { from: number; to: number }[] = [];
  for (let period = 0; period < days.horizon; period += 1) {
    // 1970-01-01, day 0, was a Thursday.
    const weekday = ((((days.start + period + 3) % 7) + 7) % 7) + 1;
    if (!changeWindows.weekdays.includes(weekday)) continue;
    const last = spans.at(-1);
    if (last !== undefined && last.to === period) last.to = period + 1;
    else spans.push({ from: period, to: period + 1 });
  }
  return [...freezes, { id: 'change windows', name: 'Change windows', forbids: 'finish', intervals: 'open', spans }];
}

function inside(days: PlanDays, from: IsoDate, to: IsoDate): { from: number; to: number }[] {
  const [first, after] = [Math.max(0, days.period(from)), Math.min(days.horizon, days.period(to) + 1)];
  return after <= first ? [] : [{ from: first, to: after }];
}

function renewables(
  file: ProgrammeFile,
  days: PlanDays,
  open: readonly Replacement[],
): NonNullable<SchedulingProblemInput['renewable']> {
  const institutions = [...new Set(open.map(({ institution }) => institution))];
  const makers = [...new Set(open.map(({ maker }) => maker))];
  const groups = new Map(open.flatMap((one) => one.groups.map((group) => [group.id, group] as const)));
  const sites = new Map(open.filter(({ site }) => site !== '').map((one) => [siteId(one), one]));
  return [
    ...institutions.map((institution) => {
      const own = file.crews.filter((one) => one.institution === institution);
      const always = own.find(({ from, to }) => from === undefined && to === undefined);
      return {
        id: `crews/${institution}`,
        name: `crews of ${institution}`,
        capacity: always?.crews ?? file.crewsPerInstitution,
        changes: own
          .filter((one) => one !== always)
          .flatMap(({ crews, from, to }) =>
            inside(days, from ?? file.start, to ?? days.date(days.horizon)).map((span) => ({
              ...span,
              capacity: crews,
            })),
          ),
      };
    }),
    ...(file.crewsPerMaker === undefined
      ? []
      : makers.map((maker) => ({
          id: `maker-crews/${maker}`,
          name: `crews of ${maker}`,
          capacity: file.crewsPerMaker ?? 0,
        }))),
    ...(file.perSite === undefined
      ? []
      : Array.from(sites, ([id, one]) => ({
          id,
          name: `site ${one.site} of ${one.institution}`,
          capacity: file.perSite ?? 1,
        }))),
    ...Array.from(groups.values(), ({ id, name, capacity }) => ({ id: `group/${id}`, name, capacity })),
  ];
}

type RenewableInput = NonNullable<SchedulingProblemInput['renewable']>[number];

/** What has begun runs, even where that is more than was planned to be there: for those days the capacity is what is in use. */
function withWhatRuns(resource: RenewableInput, tasks: readonly PlannedTask[], horizon: number): RenewableInput {
  const load = new Map<number, number>();
  for (const { fixed, modes } of tasks) {
    const amount = fixed === undefined ? 0 : (modes[0]?.uses.find((use) => use.resource === resource.id)?.amount ?? 0);
    if (fixed === undefined || amount === 0) continue;
    for (let day = fixed.start; day < Math.min(horizon, fixed.start + (modes[0]?.duration ?? 0)); day += 1)
      load.set(day, (load.get(day) ?? 0) + amount);
  }
  const { changes = [], capacity } = resource;
  const raised: { from: number; to: number; capacity: number }[] = [];
  for (const [day, used] of [...load].toSorted((a, b) => a[0] - b[0])) {
    const there = changes.findLast(({ from, to }) => from <= day && day < to)?.capacity ?? capacity;
    if (used <= there) continue;
    const last = raised.at(-1);
    if (last !== undefined && last.to === day && last.capacity === used) last.to = day + 1;
    else raised.push({ from: day, to: day + 1, capacity: used });
  }
  return { ...resource, changes: [...changes, ...raised] };
}

function cumulatives(
  file: ProgrammeFile,
  days: PlanDays,
  now: number,
  open: readonly Replacement[],
  taken: readonly Replacement[],
): NonNullable<SchedulingProblemInput['cumulative']> {
  const list: NonNullable<SchedulingProblemInput['cumulative']> = [];
  const { budget } = file;
  if (budget !== undefined) {
    const changes = new Map(budget.changes.map(({ quarter, amount }) => [quarter, amount]));
    const inflows = days
      .firstPeriods(3)
      .map((at) => ({ at, amount: Math.floor(Number(changes.get(days.date(at)) ?? budget.perQuarter)) }));
    const spent = taken.reduce((sum, one) => sum + one.committed, 0);
    list.push({ id: 'budget', name: 'budget', carryOver: budget.carryOver, ...remaining(inflows, spent, now) });
  }
  const used = new Set(open.map(({ candidate }) => candidate));
  for (const { id, name, supply } of file.candidates) {
    if (supply === undefined || !used.has(id)) continue;
    const from = supply.from === undefined ? 0 : days.period(supply.from);
    const inflows = days
      .firstPeriods(1)
      .filter((at) => at >= from)
      .map((at) => ({ at, amount: supply.perMonth }));
    const gone = taken.filter(({ candidate }) => candidate === id).reduce((sum, one) => sum + one.servers, 0);
    const withInitial = [{ at: 0, amount: supply.initial }, ...inflows];
    list.push({ id: `supply/${id}`, name: `supply of ${name}`, carryOver: true, ...remaining(withInitial, gone, now) });
  }
  return list;
}

/** What came in before now, less what is used up, is there from now on; what comes later stays. */
function remaining(
  inflows: readonly { at: number; amount: number }[],
  used: number,
  now: number,
): { initial: number; inflows: { at: number; amount: number }[] } {
  let owed = used;
  const later: { at: number; amount: number }[] = [];
  let initial = 0;
  for (const { at, amount } of inflows) {
    const left = Math.max(0, amount - owed);
    owed = Math.max(0, owed - amount);
    if (at <= now) initial += left;
    else later.push({ at, amount: left });
  }
  return { initial, inflows: later };
}

function releases(file: ProgrammeFile, days: PlanDays, finished: ReadonlyMap<string, IsoDate>): Map<string, number> {
  const release = new Map<string, number>();
  const later = (id: string, period: number): void => void release.set(id, Math.max(release.get(id) ?? 0, period));
  for (const { replacement, notBefore } of file.contracts) later(replacement, days.period(notBefore));
  for (const { before, after, lagDays } of file.dependencies) {
    const end = finished.get(before);
    if (end !== undefined) later(after, days.period(end) + 1 + lagDays);
  }
  return release;
}

/** Milestones on everything are deadlines of every replacement; those on a share are dealt with by the plan. */
function milestonesForAll(file: ProgrammeFile): (institution: string) => IsoDate | null {
  const whole = file.milestones.filter(({ share }) => share === 1);
  return (institution) => {
    const dates = whole
      .filter(({ institutions }) => institutions?.includes(institution) ?? true)
      .map(({ date }) => date);
    return dates.toSorted()[0] ?? null;
  };
}

function gates(
  file: ProgrammeFile,
  days: PlanDays,
  waves: readonly WaveMembers[],
  finished: ReadonlyMap<string, IsoDate>,
): NonNullable<SchedulingProblemInput['gates']> {
  const list: NonNullable<SchedulingProblemInput['gates']> = [];
  for (const [at, { wave, members }] of waves.entries()) {
    const gate = wave.gate;
    const before = members.map(({ id }) => id).filter((id) => !finished.has(id));
    if (gate === undefined || before.length === 0) continue;
    const previous = waves.slice(0, at).flatMap((one) => one.members.map(({ id }) => id));
    const ends = previous
      .flatMap((id) => finished.get(id) ?? [])
      .map((date) => days.period(date) + 1 + gate.observedDays);
    list.push({
      id: `gate/${wave.id}`,
      name: `gate of ${wave.name}`,
      after: previous.filter((id) => !finished.has(id)),
      before,
      lag: gate.observedDays,
      notBefore: Math.max(0, ...ends),
    });
  }
  return list;
}

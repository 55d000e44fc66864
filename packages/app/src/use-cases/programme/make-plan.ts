import {
  type ExchangeRates,
  type IsoDate,
  ok,
  type PlannedReplacement,
  type ProgrammeFile,
  type ProgrammePlan,
  type PlanStanding,
  type Progress,
  refused,
  type Result,
  type Schedule,
  type ScheduleAnswer,
  type SchedulingProblem,
  type Subject,
} from '@underpin/model';
import {
  chooseOptions,
  conflictInWords,
  constraintCosts,
  gateStandings,
  type HeldBack,
  milestoneDeadlines,
  milestoneStandings,
  type PlanProblem,
  planProblem,
  type Replacement,
  resourceCurves,
  type SolveLinear,
} from '@underpin/programme';
import type { LoadedSector } from '../load-sector.ts';
import type { Study } from '../study.ts';
import { burnDown } from './burn-down.ts';
import { gatherWork } from './gather-work.ts';
import { portfolioConflict } from './portfolio-conflict.ts';
import { replacementOf, type SizedWork, sizeWork } from './size-work.ts';

/** What plans and what checks; the search and the checker are two programs. */
export interface Planner {
  readonly solve: (
    problem: SchedulingProblem,
    ask: {
      readonly seconds: number;
      readonly steps?: number;
      readonly seed: number;
      readonly progress: Progress;
      /** Told of the best plan so far. */
      readonly standing?: (standing: PlanStanding) => void;
    },
  ) => Promise<ScheduleAnswer>;
  /** Every way in which a schedule breaks the problem, in words; empty when it keeps everything. */
  readonly check: (problem: SchedulingProblem, schedule: Schedule) => readonly string[];
}

export interface MakePlanInput {
  readonly file: ProgrammeFile;
  /** Null when the programme stands on its own workloads. */
  readonly study: Study | null;
  readonly subject: Subject | null;
  readonly rates: ExchangeRates | null;
  /** A plan from before, from which this one moves as little as it can. */
  readonly before: ProgrammePlan | null;
}

export interface MakePlanTools {
  readonly linear: SolveLinear;
  readonly planner: Planner;
  readonly seconds: number;
  /** Instead of the time: so many steps of the search, for the same plan on every machine. */
  readonly steps?: number;
  readonly seed: number;
  readonly progress: Progress;
  readonly standing?: (standing: PlanStanding) => void;
  /** Builds a study again when the sector has changed. */
  readonly studied: (loaded: LoadedSector) => Result<Study>;
}

const mostConstraintsPriced = 12;
const mostDemandsPriced = 2000;

/** From a programme file to a plan: equivalence, options, waves, search, check, and reliance over time. Infeasible is a plan with its reason. */
export async function makePlan(input: MakePlanInput, tools: MakePlanTools): Promise<Result<ProgrammePlan>> {
  const { file } = input;
  const { progress } = tools;
  const gathered = gatherWork(file, input.study, input.subject, input.rates);
  if (!gathered.ok) return gathered;
  const { items } = gathered.value;
  const notes = [...gathered.value.notes];
  if (items.length === 0)
    return refused('There is nothing to plan: the subject selects no asset and the file states no workload');
  notes.push(...strangersIn(file, new Set(items.map(({ id }) => id))));
  progress.report('Options', 0, 1);
  const sized = sizeWork(file, items, input.before);
  const chosen = chooseOptions(sized.problem, tools.linear, { seconds: Math.max(5, tools.seconds / 4) });
  const heldBack: HeldBack[] = sized.without.map(({ item, reason }) => ({
    replacement: item.id,
    name: item.name,
    reason,
  }));
  if (!chosen.ok) {
    return ok({
      ...empty(file, sized, heldBack, notes),
      status: 'no portfolio',
      reason: chosen.reason,
      conflict: portfolioConflict(chosen.conflict),
    });
  }
  const replacements = sized.items.flatMap((item, at) => {
    const which = (chosen.portfolio[at] ?? []).findIndex((number) => number > 0);
    const option = sized.problem.demands[at]?.options[which];
    return option === undefined ? [] : [replacementOf(file, item, option)];
  });
  const priced =
    sized.problem.demands.length > mostDemandsPriced ||
    file.diversity.length + file.supplyLimits.length > mostConstraintsPriced
      ? []
      : constraintCosts(sized.problem, tools.linear, { seconds: 5 });
  const options: ProgrammePlan['options'] = {
    total: chosen.assessment.total,
    lines: { ...chosen.assessment.cost.lines, once: chosen.assessment.once },
    lowerBound: chosen.lowerBound,
    gap: chosen.gap,
    method: chosen.method,
    shares: [...chosen.assessment.shares],
    makerHhi: chosen.assessment.makerHhi,
    constraints: priced,
  };
  const { plan, answer } = await schedule(input, tools, replacements);
  const conflict = answer.conflict === null ? null : conflictInWords(answer.conflict, plan, file.currency);
  heldBack.push(...plan.heldBack);
  const base = { ...empty(file, sized, heldBack, notes), options, equivalence: equivalenceOf(sized, replacements) };
  if (answer.schedule === null && plan.open.length > 0) {
    return ok({
      ...base,
      status: answer.status,
      reason:
        conflict === null
          ? 'No plan was found in the time given; it is not shown that there is none.'
          : conflict.constraints.map(({ words }) => words).join('; '),
      conflict,
      gates: gateStandings(file, plan.waves, plan.statuses, plan.statusOn, new Map()),
    });
  }
  const solution = answer.schedule ?? { starts: [], modes: [] };
  const planned = plannedReplacements(input, plan, sized, replacements, solution);
  const violations = tools.planner.check(plan.problem, solution);
  const ends = new Map(planned.map((one) => [one.id, one.end]));
  const doneOn = new Map(plan.done.map(({ replacement, status }) => [replacement.id, status.doneOn ?? status.on]));
  const end =
    planned
      .map((one) => one.end)
      .toSorted()
      .at(-1) ?? file.start;
  const burned = await reliance(input, tools, sized, planned, end);
  if (!burned.ok) return burned;
  return ok({
    ...base,
    status: answer.status,
    figures: {
      relianceDays: answer.figures?.relianceDays ?? 0,
      lowerBound: answer.lowerBound,
      gap: answer.gap,
      lateDays: answer.figures?.lateDays ?? 0,
      end,
      cost: chosen.assessment.total,
    },
    checked: { ok: violations.length === 0, violations: [...violations] },
    replacements: planned,
    gates: gateStandings(file, plan.waves, plan.statuses, plan.statusOn, opensOf(plan, planned)),
    milestones: milestoneStandings(file, items, doneOn, ends, plan.statusOn),
    curves: resourceCurves(plan.problem, solution, plan.days, file.currency),
    burnDown: burned.value,
    conflict,
  });
}

/** Plans once; where milestones on a share are missed, plans again with deadlines on those that end first. */
async function schedule(
  input: MakePlanInput,
  tools: MakePlanTools,
  replacements: readonly Replacement[],
): Promise<{ plan: PlanProblem; answer: ScheduleAnswer }> {
  const { file } = input;
  const before = new Map((input.before?.replacements ?? []).map((one) => [one.id, one.start]));
  const waves = new Map((input.before?.replacements ?? []).map((one) => [one.id, one.wave]));
  const choice = input.before === null ? {} : { before, waves };
  const ask = (seconds: number) => ({
    seconds,
    ...(tools.steps === undefined ? {} : { steps: tools.steps }),
    seed: tools.seed,
    progress: tools.progress,
    ...(tools.standing === undefined ? {} : { standing: tools.standing }),
  });
  const partial = file.milestones.some(({ share }) => share < 1);
  const plan = planProblem(file, replacements, choice);
  if (plan.open.length === 0) return { plan, answer: nothingLeft };
  const answer = await tools.planner.solve(plan.problem, ask(partial ? tools.seconds / 2 : tools.seconds));
  if (!partial || answer.schedule === null) return { plan, answer };
  const ends = endsOf(plan, answer.schedule);
  const done = new Set(plan.done.map(({ replacement }) => replacement.id));
  const deadlines = milestoneDeadlines(file, replacements, ends, done);
  const missed = [...deadlines].some(([id, date]) => (ends.get(id) ?? '9999') > date);
  if (!missed) return { plan, answer };
  const tighter = planProblem(file, replacements, { ...choice, deadlines });
  const again = await tools.planner.solve(tighter.problem, ask(tools.seconds / 2));
  if (again.schedule === null) return { plan, answer };
  // The deadlines of a share stand on the replacements that ended first: others may do, so nothing is proved of the share.
  const conflict = again.conflict === null ? null : { ...again.conflict, proved: false, minimal: false };
  return { plan: tighter, answer: { ...again, conflict } };
}

/** What the file says of replacements that are no part of the programme: it does not count, and that is said. */
function strangersIn(file: ProgrammeFile, known: ReadonlySet<string>): string[] {
  const named = [
    ...file.dependencies.flatMap(({ before, after }) => [before, after].map((id) => ['A dependency', id] as const)),
    ...file.contracts.map(({ replacement }) => ['A contract', replacement] as const),
    ...file.measurements.map(({ replacement }) => ['A measurement', replacement] as const),
    ...file.waves.flatMap(({ id, replacements = [] }) => replacements.map((one) => [`The wave "${id}"`, one] as const)),
    ...file.actuals.map(({ replacement }) => ['A report', replacement] as const),
  ];
  const told = named.flatMap(([what, id]) =>
    known.has(id) ? [] : [`${what} names "${id}", which is no part of the programme; it does not count.`],
  );
  return [...new Set(told)];
}

const nothingLeft: ScheduleAnswer = {
  status: 'optimal',
  schedule: { starts: [], modes: [] },
  figures: { lateDays: 0, relianceDays: 0, moved: 0, cost: 0, end: 0 },
  lowerBound: 0,
  gap: 0,
  conflict: null,
  schedules: 0,
};

function endsOf(plan: PlanProblem, { starts, modes }: Schedule): Map<string, IsoDate> {
  return new Map(
    plan.problem.tasks.map((task, at) => {
      const days = task.modes[modes[at] ?? 0]?.duration ?? 0;
      return [task.id, plan.days.date((starts[at] ?? 0) + Math.max(0, days - 1))];
    }),
  );
}

function plannedReplacements(
  input: MakePlanInput,
  plan: PlanProblem,
  sized: SizedWork,
  replacements: readonly Replacement[],
  solution: Schedule,
): PlannedReplacement[] {
  const before = new Map((input.before?.replacements ?? []).map((one) => [one.id, one]));
  const waveOf = new Map(plan.waves.flatMap(({ wave, members }) => members.map(({ id }) => [id, wave.id] as const)));
  const costOf = new Map(sized.problem.demands.map((one) => [one.id, one]));
  const ends = endsOf(plan, solution);
  const at = new Map(plan.problem.tasks.map((task, index) => [task.id, { task, index }]));
  const byId = new Map(replacements.map((one) => [one.id, one]));
  const rows = [...plan.done.map(({ replacement }) => replacement), ...plan.open].map((one): PlannedReplacement => {
    const status = plan.statuses.get(one.id);
    const task = at.get(one.id);
    const was = before.get(one.id);
    const option = costOf.get(one.id)?.options.find(({ candidate }) => candidate === one.candidate);
    const end = task === undefined ? (status?.doneOn ?? plan.statusOn) : (ends.get(one.id) ?? plan.statusOn);
    const start =
      task === undefined ? (status?.startedOn ?? was?.start ?? end) : plan.days.date(solution.starts[task.index] ?? 0);
    const deadline = task?.task.deadline === undefined ? null : plan.days.date(task.task.deadline - 1);
    return {
      id: one.id,
      institution: one.institution,
      name: one.name,
      site: one.site,
      wave: waveOf.get(one.id) ?? '',
      candidate: one.candidate,
      pace: task?.task.modes[solution.modes[task.index] ?? 0]?.id ?? was?.pace ?? '',
      servers: byId.get(one.id)?.servers ?? one.servers,
      cost: option?.cost.total ?? '0',
      weight: one.weight,
      criticalFunctions: one.criticalFunctions,
      start: start > end ? end : start,
      end,
      deadline,
      lateDays:
        deadline === null || task === undefined ? 0 : Math.max(0, plan.days.period(end) - plan.days.period(deadline)),
      state: status?.state ?? null,
      planned: was === undefined ? null : { start: was.start, end: was.end },
    };
  });
  return rows.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1));
}

function opensOf(plan: PlanProblem, planned: readonly PlannedReplacement[]): Map<string, IsoDate> {
  const opens = new Map<string, IsoDate>();
  for (const [at, { wave }] of plan.waves.entries()) {
    const previous = new Set(plan.waves.slice(0, at).map((one) => one.wave.id));
    const ends = planned.filter((one) => previous.has(one.wave)).map(({ end }) => plan.days.period(end));
    if (wave.gate !== undefined && ends.length > 0)
      opens.set(wave.id, plan.days.date(Math.max(...ends) + 1 + wave.gate.observedDays));
  }
  return opens;
}

function reliance(
  input: MakePlanInput,
  tools: MakePlanTools,
  sized: SizedWork,
  planned: readonly PlannedReplacement[],
  end: IsoDate,
): Promise<Result<ProgrammePlan['burnDown']>> {
  const { study, subject, file } = input;
  if (study === null || subject === null) return Promise.resolve(ok([]));
  const assetOf = new Map(sized.items.map((item) => [item.id, item.asset]));
  const candidates = new Map(file.candidates.map((one) => [one.id, one]));
  const cutOvers = planned.flatMap((one) => {
    const [asset, candidate] = [assetOf.get(one.id) ?? null, candidates.get(one.candidate)];
    return asset === null || candidate === undefined ? [] : [{ asset, candidate, on: one.end }];
  });
  const large = study.loaded.sector.functions.count > 20_000;
  const all = datesBetween(file.start, end, large ? 3 : 1);
  return burnDown(study.loaded, tools.studied, subject, cutOvers, all, tools.progress);
}

function datesBetween(start: IsoDate, end: IsoDate, months: 1 | 3): IsoDate[] {
  const dates = [start];
  const [year = 0, month = 1] = start.split('-').map(Number);
  for (let step = months; ; step += months) {
    const at = year * 12 + month - 1 + step;
    const date = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
    if (date >= end) return [...dates, end];
    dates.push(date);
  }
}

function equivalenceOf(sized: SizedWork, replacements: readonly Replacement[]): ProgrammePlan['equivalence'] {
  const chosen = new Map(replacements.map((one) => [one.id, one.candidate]));
  return [...sized.equivalents].flatMap(([id, answers]) =>
    answers
      .filter(({ candidate }) => !chosen.has(id) || candidate === chosen.get(id))
      .map((one) => ({
        replacement: id,
        candidate: one.candidate,
        standing: one.standing,
        cores: one.cores,
        servers: one.servers,
        because: [...one.because],
        warnings: [...one.warnings],
        sources: [
          ...new Set(
            one.conversions.flatMap(({ before, after }) =>
              [...before.rows, ...after.rows].map((row) => `${row.value} ${row.unit} per ${row.per}: ${row.source}`),
            ),
          ),
        ],
      })),
  );
}

function empty(
  file: ProgrammeFile,
  sized: SizedWork,
  heldBack: readonly HeldBack[],
  notes: readonly string[],
): ProgrammePlan {
  const horizon = planProblem(file, []).days;
  return {
    id: file.id,
    title: file.title,
    notice: file.notice ?? null,
    currency: file.currency,
    start: file.start,
    horizon: horizon.date(horizon.horizon - 1),
    statusOn: file.statusOn ?? file.start,
    status: 'unknown',
    reason: null,
    figures: null,
    checked: null,
    replacements: [],
    heldBack: [...heldBack],
    gates: [],
    milestones: [],
    curves: [],
    burnDown: [],
    options: null,
    equivalence: equivalenceOf(sized, []),
    conflict: null,
    notes: [...notes],
  };
}

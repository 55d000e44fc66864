/**
 * The whole chain on made-up data, quarter by quarter: a finding of the example review on the example sector, trials assessed from
 * their measurements, options chosen together, waves, reports of the institutions, until the last machine is gone.
 *
 *   node examples/programme/replay.ts
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assessTrials,
  highsSolver,
  knownOn,
  makePlan,
  type MakePlanTools,
  openSources,
  planner,
  type ProgrammeProgress,
  progressOf,
  readActualsCsv,
  readProgramme,
  readReview,
  readSector,
  studyOf,
  withdraw,
} from '@underpin/app';
import {
  type Bounds,
  ok,
  type ProgrammeActual,
  type ProgrammeFile,
  type ProgrammePlan,
  programmePlanSchema,
  type Result,
  silent,
  type Subject,
} from '@underpin/model';
import { openParquetFile } from '@underpin/store';

const here = import.meta.dirname;
const steps = 40;

export interface Example {
  readonly programme: ProgrammeFile;
  /** Critical functions lost when the subject of the finding goes: from the sector, before anything is replaced. */
  readonly found: Bounds;
  readonly statement: string;
  readonly subject: Subject;
  /** Plans a programme on the example sector as it was known on a day. */
  readonly plan: (file: ProgrammeFile, on: string, before: ProgrammePlan | null) => Promise<Planned>;
  /** Plans the example as it was known and reported on a day. */
  readonly replay: (on: string, before: ProgrammePlan | null) => Promise<Planned>;
}
export interface Planned {
  readonly plan: ProgrammePlan;
  readonly progress: ProgrammeProgress;
}

/** Reads the example: finding, sector, trials with their verdicts, reports. `reported` stands in for the reports on disk. */
export async function openExample(reported: readonly ProgrammeActual[] | null = null): Promise<Example> {
  const text = (name: string): Promise<string> => readFile(join(here, name), 'utf8');
  const { programme: stated, findings } = readProgramme(await text('programme.yaml'));
  const { review } = readReview(await text('../review-2014/review.yaml'));
  if (stated === null || findings.length > 0 || review === null) throw new Error('The example does not read');
  const finding = review.findings.find(({ id }) => stated.basis.findings.includes(id));
  if (finding === undefined) throw new Error('The review has no finding that the programme stands on');
  const programme = must(await assessTrials(stated, here, openParquetFile));
  const sources = must(await openSources([join(here, '../sector')])).sources;
  const now = (): Date => new Date(`${programme.start}T00:00:00Z`);
  const study = studyOf(must(await readSector(sources, { asOf: review.subject.asOf ?? null, now, progress: silent })));
  const figures = must(withdraw(study, review.subject)).figures;
  const lost = figures.find(({ measure, scope }) => measure === 'critical functions lost' && scope.kind === 'sector');
  if (lost?.value === null || lost === undefined) throw new Error('The finding has no figure');
  const count = (share: number): number => (lost.unit === 'share' ? Math.round(share * (lost.total ?? 0)) : share);
  const linear = await highsSolver();
  const studied: MakePlanTools['studied'] = (changed) => ok(studyOf(changed));
  const plan: Example['plan'] = async (given, on, before) => {
    const file = knownOn(given, on);
    const subject = file.subject ?? review.subject;
    const made = must(
      await makePlan(
        { file, study, subject, rates: null, before },
        { linear, planner, seconds: 60, steps, seed: 1, progress: silent, studied },
      ),
    );
    return { plan: programmePlanSchema.parse(made), progress: progressOf(file, made, before) };
  };
  return {
    programme,
    found: { atLeast: count(lost.value.atLeast), atMost: count(lost.value.atMost) },
    statement: finding.statement,
    subject: review.subject,
    plan,
    replay: async (on, before) =>
      plan({ ...programme, actuals: [...(reported ?? (await reportsOnDisk()))] }, on, before),
  };
}

async function reportsOnDisk(): Promise<ProgrammeActual[]> {
  const names = (await readdir(join(here, 'reports'))).toSorted();
  const actuals: ProgrammeActual[] = [];
  for (const name of names) {
    const read = readActualsCsv(await readFile(join(here, 'reports', name), 'utf8'), name);
    if (read.findings.length > 0) throw new Error(`"${name}": ${read.findings[0]?.message ?? ''}`);
    actuals.push(...read.actuals);
  }
  return actuals;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

/** One line on where the programme stands. */
export function standingInWords(on: string, plan: ProgrammePlan, { done, total }: ProgrammeProgress): string {
  const milestones = plan.milestones.map(({ id, verdict }) => `${id} ${verdict}`).join(', ');
  const gates = plan.gates.map(({ standing }) => standing).join(', ');
  return `${on}: ${done}/${total} replaced, ${plan.heldBack.length} held back; ${milestones}; gates ${gates}`;
}

/** The first day of each quarter from a day to the last report. */
function quartersFrom(start: string, last: string): string[] {
  const days = [start];
  for (let month = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1; ; month += 1) {
    const day = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    if (month % 3 === 0 && day > start) days.push(day);
    if (day > last) return days;
  }
}

if (process.argv[1] === import.meta.filename) {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { programme, found, statement, replay } = await openExample();
  say(`Finding: ${statement}\n  ${found.atLeast}–${found.atMost} critical functions are lost if the subject goes.`);
  for (const { id, title, verdict, decidedOn, source } of programme.trials)
    say(`Trial ${id}, ${title}: ${verdict} on ${decidedOn}\n  from ${source}`);
  const reports = await reportsOnDisk();
  const last =
    reports
      .map(({ on }) => on)
      .toSorted()
      .at(-1) ?? programme.start;
  let before: ProgrammePlan | null = null;
  for (const on of quartersFrom(programme.start, last)) {
    const { plan, progress } = await replay(on, before);
    if (before === null) {
      for (const { by, id, weight, share } of plan.options?.shares ?? [])
        if (by === 'maker' && weight === 'demands') say(`Option: ${id} takes over ${(100 * share).toFixed(1)} %`);
      for (const { id, name } of programme.waves)
        say(`Wave ${name}: ${plan.replacements.filter(({ wave }) => wave === id).length} replacements`);
    }
    if (plan.checked?.ok !== true) throw new Error(`The plan of ${on} breaks ${plan.checked?.violations[0] ?? 'all'}`);
    say(standingInWords(on, plan, progress));
    before = plan;
  }
  const left = before?.burnDown.at(-1);
  say(`At the end ${left?.criticalFunctionsLost?.atMost ?? '?'} critical functions are lost if the subject goes.`);
}

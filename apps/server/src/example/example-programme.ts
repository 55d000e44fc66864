import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  acceptPlan,
  approveGate,
  createProgramme,
  type Desk,
  done,
  highsSolver,
  knownOn,
  makePlan,
  notFound,
  type Outcome,
  planner,
  problemOf,
  programmeAsReported,
  proposePlan,
  readProgramme,
  reportProgress,
  serveMeasures,
  shareProgramme,
  type Study,
  studyOf,
  writeProgramme,
} from '@underpin/app';
import {
  dateOfDay,
  dayNumber,
  ok,
  type ProgrammeActual,
  type ProgrammeFile,
  type ProgrammePlan,
  silent,
  type Subject,
} from '@underpin/model';
import { type Apart, inOrder, naming, type Step } from './step.ts';

const id = 'programme-servers';
const [castelby, elmdale] = ['9999UPIYUVDRRH100040', '9999UPITJDAPCG102835'];
const addressees = [castelby, elmdale, '9999UPIRXQYMCR102O88', '9999UPICGQQAZX101K49'];
/** Days before the start of the example on which the programme began. */
const begun = 280;
/** Steps of the search: the same plan on every machine, at once. */
const steps = 20;
const signatory = 'BR.signatory';

/**
 * A programme of the example: it serves the direction of the decided case, one bank reports, one gate is open in part, and a plan of
 * what is left waits to be accepted. Its days are moved so that it began some months before the start.
 */
export async function exampleProgramme(
  folder: string,
  subject: Subject,
  study: Study,
  now: Date,
): Promise<readonly (Step | Apart)[]> {
  const file = await movedProgramme(folder, subject, now);
  const planned = (ago: number, plan: string): Apart => ({
    ago,
    by: 'BR.analyst',
    apart: ({ now: on, asCaller }) => propose(asCaller, study, plan, on.toISOString().slice(0, 10)),
  });
  const approved = (ago: number, by: string, role: string, institutions: string[] | null, conditions: string | null) => ({
    ago,
    by,
    work: (desk: Desk) => approveGate(desk, id, { wave: 'w1', role, institutions, conditions }),
  });
  return [
    {
      ago: begun + 20,
      by: 'BR.analyst',
      work: async (desk) => {
        const directions = (await desk.records.list('measure', { where: { kind: 'direction' } })).items;
        return inOrder([
          () => createProgramme(naming(desk, id), writeProgramme(file)),
          () =>
            serveMeasures(
              desk,
              id,
              1,
              directions.map((one) => one.id),
            ),
          () => shareProgramme(desk, id, 2, ['CB', 'MI']),
        ]);
      },
    },
    planned(begun + 15, `${id}-plan-1`),
    { ago: begun + 12, by: signatory, work: (desk) => acceptPlan(desk, `${id}-plan-1`, 1) },
    // What the pilot of the first bank reported, then the rest as far as the gate let it.
    ...[200, 150, 100, 50, 5].map((ago): Step => ({ ago, by: 'castelby.reporter', work: report })),
    approved(begun - 130, signatory, 'head of supervision', null, null),
    approved(begun - 132, 'CB.signatory', 'head of oversight', [castelby], 'incidents are reported weekly'),
    planned(3, `${id}-plan-2`),
  ];
}

async function propose(
  asCaller: Parameters<Apart['apart']>[0]['asCaller'],
  study: Study,
  plan: string,
  on: string,
): Promise<Outcome<unknown>> {
  const found = await asCaller(async (desk) => {
    const row = await desk.records.get('programme', id);
    if (row === null) return notFound;
    const before = row.acceptedPlan === null ? null : await desk.records.get('programmePlan', row.acceptedPlan);
    return done({ file: await programmeAsReported(desk, row), before });
  });
  if (!found.ok) return found;
  const { before } = found.value;
  const day = on < found.value.file.start ? found.value.file.start : on;
  const file = knownOn(found.value.file, day);
  const made = await makePlan(
    { file, study, subject: file.subject ?? null, rates: null, before: before?.plan ?? null },
    {
      linear: await highsSolver(),
      planner,
      seconds: 60,
      steps,
      seed: 1,
      progress: silent,
      studied: (changed) => ok(studyOf(changed)),
    },
  );
  if (!made.ok) return problemOf('conflict', made.reason);
  return asCaller(async (desk) =>
    done(await proposePlan(desk, { id: plan, programme: id, file, plan: made.value, beforePlan: before?.id ?? null })),
  );
}

/** What should have happened by the day and was not reported yet: a little late here, and one machine rolled back at first. */
async function report(desk: Desk): Promise<Outcome<unknown>> {
  const [part] = (await desk.records.list('programmePart', { where: { programme: id } })).items;
  if (part === undefined) return notFound;
  const known = new Set(
    (await desk.records.list('progressReport', { where: { part: part.id } })).items.map(
      (one) => `${one.replacement} ${one.state}`,
    ),
  );
  const today = desk.now.slice(0, 10);
  const reports = part.tasks.flatMap((task, at): ProgrammeActual[] => {
    const on = (days: number): string => dateOfDay((dayNumber(task.end) ?? 0) + days);
    const say = (day: string, state: ProgrammeActual['state'], more: Partial<ProgrammeActual> = {}) =>
      day <= today && !known.has(`${task.id} ${state}`)
        ? [{ replacement: task.id, on: day, state, incidents: 0, evidence: [], ...more }]
        : [];
    // The last machine is not reported on: its bank is silent about it.
    if (at === part.tasks.length - 1) return [];
    return [
      ...say(task.start, 'installing'),
      ...(at === 1 ? say(on(0), 'failed', { incidents: 1, reason: 'batch window exceeded at cut-over, rolled back' }) : []),
      ...say(on(at === 1 ? 28 : 7), 'replaced', {
        evidence: [`acceptance protocol ${task.id.slice(-4)}`],
        reason: at === 1 ? 'second cut-over' : 'delivery one week late',
      }),
      ...say(on(45), 'removed'),
      ...say(on(75), 'disposed', { evidence: [`certificate of destruction ${task.id.slice(-4)}`] }),
    ];
  });
  return reports.length === 0 ? done(undefined) : reportProgress(desk, part.id, reports);
}

/** The programme of examples/programme for the addressees of the direction, its days moved by whole weeks. */
async function movedProgramme(folder: string, subject: Subject, now: Date): Promise<ProgrammeFile> {
  const path = join(folder, 'programme.yaml');
  const { programme } = readProgramme(await readFile(path, 'utf8'), path);
  if (programme === null) throw new Error(`Cannot read ${path}`);
  const start = dayNumber(programme.start) ?? 0;
  const wanted = Math.floor(now.getTime() / 86_400_000) - begun;
  const shift = 7 * Math.floor((wanted - start) / 7);
  const moved = JSON.parse(
    JSON.stringify(programme).replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dateOfDay((dayNumber(day) ?? 0) + shift)),
  ) as ProgrammeFile;
  const first = Number(moved.start.slice(0, 4));
  const { sector: _sector, basis: _basis, ...rest } = moved;
  return {
    ...rest,
    id,
    title: 'Replacement of high-end servers at four banks',
    basis: { findings: ['R1 of server-cap'], decisions: ['Decision on server-cap'] },
    subject: {
      ...subject,
      expression: `${subject.expression} && institution in [${addressees.map((one) => `"${one}"`).join(', ')}]`,
      label: `${subject.label ?? 'High-end servers'}, at four banks`,
    },
    contracts: [],
    approvals: [],
    measurements: [],
    freezes: [0, 1, 2, 3].map((at) => ({
      id: `ye-${first + at}`,
      name: `Year end ${first + at}`,
      from: `${first + at}-12-15`,
      to: `${first + at + 1}-01-10`,
      forbids: 'cut-over' as const,
    })),
    waves: moved.waves.map((one) =>
      one.id === 'pilot'
        ? { ...one, institutions: [castelby] }
        : one.id === 'w1'
          ? { ...one, name: 'Wave 1, two banks', institutions: [castelby, elmdale] }
          : one,
    ),
    milestones: moved.milestones.map((one) => ({ ...one, direction: 'Programme office' })),
  };
}

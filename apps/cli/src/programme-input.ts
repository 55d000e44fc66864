import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import {
  assessTrials,
  highsSolver,
  knownOn,
  makePlan,
  openFiles,
  openSources,
  planner,
  readActualsCsv,
  readEcbRates,
  readProgramme,
  readReview,
  readSector,
  readUtilisation,
  type Study,
  studyOf,
} from '@underpin/app';
import {
  type ExchangeRates,
  type Finding,
  ok,
  type ProgrammeFile,
  type ProgrammePlan,
  programmePlanSchema,
  refused,
  rejects,
  type Result,
  type Subject,
  isoDateSchema,
} from '@underpin/model';
import { z } from 'zod';
import type { Surroundings } from './command.ts';
import { readText } from './read-bytes.ts';

/** Options of the commands that plan. */
export const programmeInput = {
  file: z.string().min(1).describe('programme file (YAML); paths in it are relative to it'),
  reports: z
    .array(z.string())
    .default([])
    .describe('progress reports of institutions (CSV files or folders of them), besides those in the file'),
  utilisation: z
    .array(z.string())
    .default([])
    .describe(
      'measured peak utilisation: answers of Prometheus (/api/v1/query_range, JSON) whose series have a label "replacement" (INSTITUTION/ASSET)',
    ),
  on: isoDateSchema
    .optional()
    .describe('day of the status (default: that of the file); what is from later is left out'),
  before: z
    .string()
    .optional()
    .describe('plan from before ("--json" of an earlier run): the new one moves as little as it can'),
  seconds: z.coerce.number().positive().max(3600).default(10).describe('time for the search'),
  steps: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('so many steps of the search instead of a time: the same plan on every machine'),
  seed: z.coerce.number().int().min(0).default(1).describe('the same seed gives the same plan'),
};

const asked = z.object(programmeInput);
const mostTold = 10;

function inLine({ location, message }: Finding): string {
  return location.line === undefined ? message : `line ${location.line}: ${message}`;
}

export interface Planned {
  readonly file: ProgrammeFile;
  readonly findings: readonly Finding[];
  readonly plan: ProgrammePlan;
  readonly before: ProgrammePlan | null;
}

/** Reads all that a programme names and plans it. Refused with the reason when something cannot be read. */
export async function plannedProgramme(
  input: z.output<typeof asked>,
  surroundings: Surroundings,
): Promise<Result<Planned>> {
  const text = await readText(input.file);
  if (!text.ok) return text;
  const { programme, findings } = readProgramme(text.value, basename(input.file));
  const wrong = findings.find((one) => rejects(one) || one.severity === 'error');
  if (programme === null || wrong !== undefined) {
    const told = findings.filter((one) => rejects(one) || one.severity === 'error').map(inLine);
    const more = told.length > mostTold ? [`… and ${told.length - mostTold} more`] : [];
    return refused(
      [`The programme file "${input.file}" cannot be used:`, ...told.slice(0, mostTold), ...more].join('\n  '),
    );
  }
  const reports = await readReports(input.reports);
  if (!reports.ok) return reports;
  const measured = await readMeasurements(input.utilisation);
  if (!measured.ok) return measured;
  const statusOn =
    input.on ??
    [
      programme.statusOn ?? programme.start,
      ...(input.on === undefined && input.reports.length > 0 ? reports.value.actuals.map(({ on }) => on) : []),
    ]
      .toSorted()
      .at(-1) ??
    programme.start;
  const folder = dirname(input.file);
  const { openParquetFile } = await import('@underpin/store');
  const assessed = await assessTrials(programme, folder, openParquetFile);
  if (!assessed.ok) return assessed;
  const file = knownOn(
    {
      ...assessed.value,
      actuals: [...programme.actuals, ...reports.value.actuals],
      measurements: [...programme.measurements, ...measured.value.measurements],
    },
    statusOn,
  );
  const subject = await subjectOf(file, folder);
  if (!subject.ok) return subject;
  const study = await studyFor(file, folder, subject.value, surroundings);
  if (!study.ok) return study;
  const rates = await ratesFor(file, folder);
  if (!rates.ok) return rates;
  const before = await planBefore(input.before);
  if (!before.ok) return before;
  const plan = await makePlan(
    { file, study: study.value, subject: subject.value, rates: rates.value, before: before.value },
    {
      linear: await highsSolver(),
      planner,
      seconds: input.seconds,
      ...(input.steps === undefined ? {} : { steps: input.steps }),
      seed: input.seed,
      progress: surroundings.progress,
      studied: (loaded) => ok(studyOf(loaded)),
    },
  );
  return plan.ok
    ? ok({
        file,
        findings: [...findings, ...reports.value.findings, ...measured.value.findings],
        plan: plan.value,
        before: before.value,
      })
    : plan;
}

async function subjectOf(file: ProgrammeFile, folder: string): Promise<Result<Subject | null>> {
  if (file.subject !== undefined) return ok(file.subject);
  const path = file.basis.review;
  if (path === undefined) return ok(null);
  const text = await readText(resolve(folder, path));
  if (!text.ok) return text;
  const { review } = readReview(text.value, basename(path));
  if (review === null)
    return refused(`The review "${path}" that the programme names cannot be read; check it with "underpin review"`);
  const unknown = file.basis.findings.find((id) => !review.findings.some((one) => one.id === id));
  if (unknown !== undefined)
    return refused(`The programme stands on finding "${unknown}", which the review "${path}" does not have`);
  return ok(review.subject);
}

async function studyFor(
  file: ProgrammeFile,
  folder: string,
  subject: Subject | null,
  surroundings: Surroundings,
): Promise<Result<Study | null>> {
  if (file.sector === undefined) return ok(null);
  const opened = await openSources([resolve(folder, file.sector.path)]);
  if (!opened.ok) return opened;
  const { now, progress } = surroundings;
  const loaded = await readSector(opened.value.sources, { asOf: subject?.asOf ?? null, now, progress });
  return loaded.ok ? ok(studyOf(loaded.value)) : loaded;
}

async function ratesFor(file: ProgrammeFile, folder: string): Promise<Result<ExchangeRates | null>> {
  if (file.rates === undefined) return ok(null);
  const opened = await openFiles([resolve(folder, file.rates)]);
  if (!opened.ok) return opened;
  const [first] = opened.value;
  if (first === undefined) return refused(`Cannot read rates from "${file.rates}": it is an empty folder`);
  return ok((await readEcbRates(new Uint8Array(await first.blob.arrayBuffer()), first.path)).rates);
}

async function planBefore(path: string | undefined): Promise<Result<ProgrammePlan | null>> {
  if (path === undefined) return ok(null);
  const text = await readText(path);
  if (!text.ok) return text;
  try {
    const data = JSON.parse(text.value) as { readonly plan?: unknown };
    const parsed = programmePlanSchema.safeParse(data.plan ?? data);
    return parsed.success
      ? ok(parsed.data)
      : refused(
          `Cannot take "${path}" as the plan before: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`,
        );
  } catch {
    return refused(
      `Cannot take "${path}" as the plan before: it is no JSON; expected what "underpin plan --json" wrote`,
    );
  }
}

async function readReports(paths: readonly string[]): Promise<Result<ReturnType<typeof readActualsCsv>>> {
  const files: string[] = [];
  for (const path of paths) {
    try {
      const names = await readdir(path);
      files.push(
        ...names
          .filter((name) => name.endsWith('.csv'))
          .toSorted()
          .map((name) => join(path, name)),
      );
    } catch {
      files.push(path);
    }
  }
  const actuals: ReturnType<typeof readActualsCsv>['actuals'][number][] = [];
  const findings: Finding[] = [];
  for (const path of files) {
    const text = await readText(path);
    if (!text.ok) return text;
    const read = readActualsCsv(text.value, basename(path));
    actuals.push(...read.actuals);
    findings.push(...read.findings);
  }
  return ok({ actuals, findings });
}

async function readMeasurements(paths: readonly string[]): Promise<Result<ReturnType<typeof readUtilisation>>> {
  const read: ReturnType<typeof readUtilisation>[] = [];
  for (const path of paths) {
    const text = await readText(path);
    if (!text.ok) return text;
    read.push(readUtilisation(text.value, basename(path)));
  }
  return ok({
    measurements: read.flatMap(({ measurements }) => measurements),
    findings: read.flatMap(({ findings }) => findings),
  });
}

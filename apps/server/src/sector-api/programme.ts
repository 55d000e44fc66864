import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  assessTrials,
  changeProgramme,
  exportPlan,
  keepableProgramme,
  knownOn,
  planForms,
  programmeApart,
  type ProgrammeProgress,
  progressOf,
  readActualsCsv,
  readProgramme,
  readReview,
  writeProgramme,
} from '@underpin/app';
import type { ProgrammeAsked } from '@underpin/contract';
import {
  ok,
  type PlanStanding,
  type Progress,
  type ProgrammeFile,
  type ProgrammePlan,
  refused,
  type Result,
  type Subject,
} from '@underpin/model';
import { openParquetFile } from '@underpin/store';
import type { FastifyInstance } from 'fastify';
import { pause } from '../api/worker.ts';
import type { SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute, type SectorOutcome } from './sector-route.ts';

const atOnce = 2;
const kept = 20;
const watchMs = 200;
const example = new URL('../../../../examples/programme/', import.meta.url);

interface Run {
  readonly id: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  step: string;
  done: number;
  total: number;
  error: string | null;
  standing: PlanStanding | null;
  plan: ProgrammePlan | null;
  progress: ProgrammeProgress | null;
  /** As it can be kept. */
  readonly file: ProgrammeFile;
  cancelled: boolean;
}

/** Planning on the sector that is shown, each run in a thread of its own. Runs live in memory: the last twenty, two at a time; nothing is stored. */
export function programmeRoutes(server: FastifyInstance, sectors: SectorKeeper, tell: (error: unknown) => void): void {
  const runs = new Map<string, Run>();
  const find = (id: string): SectorOutcome<Run> => {
    const run = runs.get(id);
    return run === undefined
      ? { ok: false, kind: 'not found', reason: 'This plan is not kept any longer. Plan again.' }
      : { ok: true, value: run };
  };
  const shown = (outcome: SectorOutcome<Run>) => {
    if (!outcome.ok) return outcome;
    const { cancelled: _cancelled, file: _file, progress, ...told } = outcome.value;
    return {
      ok: true as const,
      value: {
        ...told,
        progress:
          progress === null
            ? null
            : {
                ...progress,
                quarters: progress.quarters.map((one) => ({ ...one })),
                slips: [...progress.slips],
                strangers: [...progress.strangers],
              },
      },
    };
  };
  sectorRoute(
    server,
    sectors,
    'planProgramme',
    async (sector, { body }) => {
      if ([...runs.values()].filter(({ state }) => state === 'running').length >= atOnce)
        return { ok: false, kind: 'too many', reason: 'Other plans are being made. Wait for them, or cancel one.' };
      const asked = await programmeOf(sector, body);
      if (!asked.ok) return asked;
      const before = body.before === null ? null : (runs.get(body.before)?.plan ?? null);
      const run: Run = {
        id: randomUUID(),
        state: 'running',
        step: 'Waiting',
        done: 0,
        total: 1,
        error: null,
        standing: null,
        plan: null,
        progress: null,
        file: asked.value.keepable,
        cancelled: false,
      };
      runs.set(run.id, run);
      for (const [id, one] of runs) if (runs.size > kept && one.state !== 'running') runs.delete(id);
      void plan(sector, run, asked.value.file, asked.value.subject, before, body).catch((error: unknown) => {
        tell(error);
        run.state = 'failed';
        run.error = 'Underpin made a mistake.';
      });
      return shown({ ok: true, value: run });
    },
    { bodyLimit: 6_000_000 },
  );
  sectorRoute(server, sectors, 'getProgrammeRun', (_sector, { params }) => shown(find(params.run)));
  sectorRoute(server, sectors, 'watchProgrammeRun', async (_sector, { params, request, reply }) => {
    const found = find(params.run);
    if (!found.ok) return found;
    const { value: run } = found;
    const gone = new AbortController();
    request.raw.on('close', () => gone.abort());
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let last = '';
    for (;;) {
      const { id, state, step, done, total, error, standing } = run;
      const text = JSON.stringify({ id, state, step, done, total, error, standing });
      reply.raw.write(text === last ? ': waiting\n\n' : `event: run\ndata: ${text}\n\n`);
      last = text;
      if (state !== 'running' || reply.raw.destroyed) break;
      await pause(watchMs, gone.signal);
    }
    reply.raw.end();
    return { ok: true, value: undefined };
  });
  sectorRoute(server, sectors, 'cancelProgrammeRun', (_sector, { params }) => {
    const found = find(params.run);
    if (found.ok) found.value.cancelled = true;
    return shown(found);
  });
  sectorRoute(server, sectors, 'getProgrammeRunFile', (_sector, { params, reply }) => {
    const found = find(params.run);
    if (!found.ok) return found;
    reply.headers({
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': 'attachment; filename="programme.yaml"',
    });
    return { ok: true, value: Buffer.from(writeProgramme(found.value.file)) };
  });
  sectorRoute(server, sectors, 'exportProgrammeRun', async ({ now }, { params, query: { form }, reply }) => {
    const found = find(params.run);
    if (!found.ok) return found;
    if (found.value.plan === null) return { ok: false, kind: 'conflict', reason: 'There is no plan yet.' };
    const written = await exportPlan(found.value.plan, form, now());
    if (!written.ok) return written;
    const { file, mediaType } = planForms[form];
    reply.header('content-type', mediaType).header('content-disposition', `attachment; filename="${file}"`);
    return { ok: true, value: Buffer.from(written.value) };
  });
}

async function plan(
  { study }: SectorContext,
  run: Run,
  file: ProgrammeFile,
  subject: Subject | null,
  before: ProgrammePlan | null,
  { seconds, seed }: ProgrammeAsked,
): Promise<void> {
  const progress: Progress = {
    get cancelled() {
      return run.cancelled;
    },
    report(step, done, total) {
      run.step = step;
      run.done = done;
      run.total = total;
    },
  };
  const made = await programmeApart(
    { file, study, subject, rates: null, before },
    {
      seconds,
      seed,
      progress,
      standing: (standing) => {
        run.standing = standing;
      },
    },
  );
  if (run.cancelled) run.state = 'cancelled';
  else if (!made.ok) {
    run.state = 'failed';
    run.error = made.reason;
  } else {
    run.plan = made.value;
    run.progress = progressOf(file, made.value, before);
    run.state = 'done';
  }
}

async function programmeOf(
  sector: SectorContext,
  asked: ProgrammeAsked,
): Promise<Result<{ file: ProgrammeFile; subject: Subject | null; keepable: ProgrammeFile }>> {
  const given = asked.text === null ? await exampleProgramme(sector) : withoutReview(asked.text);
  if (!given.ok) return given;
  const { file, subject } = given.value;
  const stated = asked.on ?? file.statusOn ?? file.start;
  const on = stated < file.start ? file.start : stated;
  return ok({
    file: knownOn(changeProgramme(file, asked.change), on),
    subject,
    keepable: keepableProgramme(file, subject, on),
  });
}

function withoutReview(text: string): Result<{ file: ProgrammeFile; subject: Subject | null }> {
  const { programme, findings } = readProgramme(text, 'programme');
  const [first] = findings;
  if (programme === null || first !== undefined) {
    const where = first?.location.line === undefined ? '' : `Line ${first.location.line}: `;
    return refused(`${where}${first?.message ?? 'This is no programme file.'}`);
  }
  const [beside] = programme.assessedTrials;
  if (beside !== undefined)
    return refused(
      `State the verdict of the trial "${beside.id}" under "trials": its protocol and measurements do not lie beside a file that is sent.`,
    );
  const { subject = null } = programme;
  if (subject === null && programme.workloads.length === 0)
    return refused(
      'State in the programme file what is replaced: "subject" (an expression), or "workloads". A review beside the file is not read here.',
    );
  return ok({ file: programme, subject });
}

async function exampleProgramme({
  example: shows,
}: SectorContext): Promise<Result<{ file: ProgrammeFile; subject: Subject | null }>> {
  if (!shows) return refused('The example programme is planned on the example sector only: give a programme file.');
  const folder = example.pathname;
  const { programme } = readProgramme(await readFile(join(folder, 'programme.yaml'), 'utf8'));
  const { review } = readReview(await readFile(join(folder, '../review-2014/review.yaml'), 'utf8'));
  if (programme === null || review === null) return refused('The example programme cannot be read.');
  const names = (await readdir(join(folder, 'reports'))).toSorted();
  const assessed = await assessTrials(programme, folder, openParquetFile);
  if (!assessed.ok) return assessed;
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'reports', name), 'utf8')));
  const actuals = texts.flatMap((text, at) => readActualsCsv(text, names[at] ?? '').actuals);
  return ok({
    file: { ...assessed.value, actuals: [...programme.actuals, ...actuals] },
    subject: review.subject,
  });
}

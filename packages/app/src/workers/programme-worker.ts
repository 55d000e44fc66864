import { ok } from '@underpin/model';
import { highsSolver } from '../solvers/highs-solver.ts';
import { makePlan } from '../use-cases/programme/make-plan.ts';
import { planner } from '../use-cases/programme/planner.ts';
import { studyOf } from '../use-cases/study.ts';
import type { FromProgrammeWorker, ProgrammeWork } from './programme-message.ts';
import { serveWork } from './serve-work.ts';

serveWork<ProgrammeWork>(async ({ sector, seconds, steps, seed, ...input }, port) => {
  const tell = (message: FromProgrammeWorker): void => port.postMessage(message);
  const plan = await makePlan(
    { ...input, study: sector === null ? null : studyOf(sector.loaded, sector.control) },
    {
      linear: await highsSolver(),
      planner,
      seconds,
      ...(steps === undefined ? {} : { steps }),
      seed,
      progress: { cancelled: false, report: (step, done, total) => tell({ kind: 'progress', step, done, total }) },
      standing: (standing) => tell({ kind: 'standing', standing }),
      studied: (loaded) => ok(studyOf(loaded)),
    },
  );
  tell({ kind: 'plan', plan });
});

import type { PartTask } from '@underpin/contract';
import type { ProgrammeActual } from '@underpin/model';
import type { Desk } from '../reviews/desk.ts';
import { actualOf } from './actual-of.ts';
import { programmeAsReported } from './kept-programmes.ts';
import { tasksOf } from './tasks-of.ts';

/** Tasks of a programme that serves a direction, with what was reported on them, as far as the acting party sees either. */
export interface ReportedWork {
  readonly programme: string;
  readonly title: string;
  readonly tasks: readonly PartTask[];
  readonly actuals: readonly ProgrammeActual[];
}

/** What is reported to the programmes that serve a direction. An institution finds its own part of them only. */
export async function reportedWorkFor(desk: Desk, measure: string): Promise<readonly ReportedWork[]> {
  const { items } = await desk.records.list('programmeMeasure', { where: { measure } });
  const found: ReportedWork[] = [];
  for (const { programme } of items.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))) {
    const work = (await ofProgramme(desk, programme)) ?? (await ofOwnPart(desk, programme));
    if (work !== null) found.push(work);
  }
  return found;
}

async function ofProgramme(desk: Desk, programme: string): Promise<ReportedWork | null> {
  const row = await desk.records.get('programme', programme);
  if (row === null || row.acceptedPlan === null) return null;
  const kept = await desk.records.get('programmePlan', row.acceptedPlan);
  if (kept === null) return null;
  const { actuals } = await programmeAsReported(desk, row);
  return { programme, title: row.title, tasks: tasksOf(kept.plan, kept.file), actuals };
}

async function ofOwnPart(desk: Desk, programme: string): Promise<ReportedWork | null> {
  const [part] = (await desk.records.list('programmePart', { where: { programme, party: desk.acting.party } })).items;
  if (part === undefined) return null;
  const reports = await desk.records.list('progressReport', {
    where: { part: part.id },
    sort: { field: 'createdAt', descending: false },
  });
  return { programme, title: part.title, tasks: part.tasks, actuals: reports.items.map(actualOf) };
}

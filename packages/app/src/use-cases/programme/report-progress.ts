import type { ProgrammeActual } from '@underpin/model';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { type Desk, newId, record, tell } from '../reviews/desk.ts';

/** Keeps what an institution reports on its own tasks. All of it, or nothing with the reason. */
export async function reportProgress(
  desk: Desk,
  id: string,
  reports: readonly ProgrammeActual[],
): Promise<Outcome<{ readonly kept: number }>> {
  const part = await desk.records.get('programmePart', id);
  if (part === null || part.party !== desk.acting.party) return notFound;
  const own = new Set(part.tasks.map((task) => task.id));
  const today = desk.now.slice(0, 10);
  for (const { replacement, on } of reports) {
    if (!own.has(replacement))
      return problemOf('conflict', `"${replacement}" is none of your tasks in "${part.title}".`);
    if (on > today) return problemOf('conflict', `"${replacement}" is reported for ${on}, which is still to come.`);
  }
  for (const [at, one] of reports.entries()) {
    const kept = {
      id: newId(desk),
      programme: part.programme,
      part: id,
      party: desk.acting.party,
      person: desk.acting.person,
      replacement: one.replacement,
      on: one.on,
      state: one.state,
      incidents: one.incidents,
      spent: one.spent ?? null,
      evidence: one.evidence,
      reason: one.reason ?? null,
      // Those of one message stay in their order: a later one of the same day counts.
      createdAt: new Date(new Date(desk.now).getTime() + at).toISOString(),
    };
    await desk.records.insert('progressReport', kept);
    await record(desk, 'progress reported', kept);
  }
  await tell(desk, 'progress.reported', part.programme, [part.issuer]);
  return done({ kept: reports.length });
}

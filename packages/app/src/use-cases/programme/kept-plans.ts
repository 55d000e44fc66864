import type { KeptPlan, PartTask } from '@underpin/contract';
import type { ProgrammeFile, ProgrammePlan } from '@underpin/model';
import type { ProgrammePlanRecord } from '../../ports/review-tables.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, record } from '../reviews/desk.ts';
import { ownProgramme } from './kept-programmes.ts';
import { type ProgrammeProgress, progressOf } from './progress-of.ts';
import { tasksOf } from './tasks-of.ts';

/** A kept plan with what slipped against the accepted plan before it. */
export async function shownPlan(desk: Desk, row: ProgrammePlanRecord): Promise<KeptPlan> {
  const before = row.beforePlan === null ? null : await desk.records.get('programmePlan', row.beforePlan);
  const { person: _person, party: _party, file, ...rest } = row;
  return { ...rest, progress: shownProgress(progressOf(file, row.plan, before?.plan ?? null)) };
}

export function shownProgress({ quarters, slips, strangers, ...rest }: ProgrammeProgress): KeptPlan['progress'] {
  return { ...rest, quarters: quarters.map((one) => ({ ...one })), slips: [...slips], strangers: [...strangers] };
}

/** Keeps a plan as proposed, with the programme as it was planned on. Under the same id it is kept once. */
export async function proposePlan(
  desk: Desk,
  given: {
    readonly id: string;
    readonly programme: string;
    readonly file: ProgrammeFile;
    readonly plan: ProgrammePlan;
    readonly beforePlan: string | null;
  },
): Promise<ProgrammePlanRecord> {
  const row: ProgrammePlanRecord = {
    ...given,
    createdAt: desk.now,
    version: 1,
    party: desk.acting.party,
    person: desk.acting.person,
    state: 'proposed',
    statusOn: given.plan.statusOn,
    status: given.plan.status,
    acceptedAt: null,
  };
  if (await desk.records.insert('programmePlan', row)) await record(desk, 'programme plan proposed', row);
  return row;
}

/** Accepts a plan: the one before is superseded, the ledger holds it, and each institution that is a party gets its part. */
export async function acceptPlan(desk: Desk, id: string, version: number): Promise<Outcome<KeptPlan>> {
  const found = await desk.records.get('programmePlan', id);
  const programme = found === null ? null : await ownProgramme(desk, found.programme);
  const row = programme === null ? null : await desk.records.get('programmePlan', id);
  if (row === null || programme === null) return notFound;
  if (row.state !== 'proposed') return problemOf('conflict', `This plan is ${row.state}.`);
  if (row.plan.checked?.ok !== true)
    return problemOf(
      'conflict',
      `There is nothing to accept: ${row.plan.reason ?? row.plan.checked?.violations[0] ?? row.plan.status}`,
    );
  if (row.beforePlan !== programme.acceptedPlan)
    return problemOf('conflict', 'Another plan was accepted since this one was made. Plan again.');
  const accepted = await change(desk, 'programmePlan', row, version, { state: 'accepted', acceptedAt: desk.now });
  if (!accepted.ok) return accepted;
  if (programme.acceptedPlan !== null)
    await desk.records.update('programmePlan', { id: programme.acceptedPlan }, { state: 'superseded' });
  const kept = await change(desk, 'programme', programme, programme.version, { acceptedPlan: id });
  if (!kept.ok) return kept;
  await giveParts(desk, accepted.value);
  const { file: _file, ...told } = accepted.value;
  await record(desk, 'programme plan accepted', told);
  return done(await shownPlan(desk, accepted.value));
}

async function giveParts(desk: Desk, { id, programme, plan, file }: ProgrammePlanRecord): Promise<void> {
  const parties = (await desk.records.list('party')).items.filter(({ kind }) => kind === 'institution');
  const partyOf = new Map(
    parties.flatMap((one) => [...(one.lei === null ? [] : [[one.lei, one.id] as const]), [one.id, one.id] as const]),
  );
  const tasks = new Map<string, PartTask[]>();
  for (const task of tasksOf(plan, file)) {
    const party = partyOf.get(task.institution);
    if (party === undefined) continue;
    const list = tasks.get(party);
    if (list === undefined) tasks.set(party, [task]);
    else list.push(task);
  }
  const { items } = await desk.records.list('programmePart', { where: { programme } });
  const known = new Map(items.map((one) => [one.party, one]));
  for (const party of new Set([...tasks.keys(), ...known.keys()])) {
    const own = tasks.get(party) ?? [];
    const part = known.get(party);
    const shown = { plan: id, title: plan.title, notice: plan.notice, tasks: own };
    if (part === undefined)
      await desk.records.insert('programmePart', {
        ...fresh(desk),
        programme,
        party,
        issuer: desk.acting.party,
        ...shown,
      });
    else await desk.records.update('programmePart', { id: part.id }, { ...shown, version: part.version + 1 });
  }
}

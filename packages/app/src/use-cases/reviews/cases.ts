import type { Case, CaseState, Task } from '@underpin/contract';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, holdCase, record, tell } from './desk.ts';
import { dueAfter, mover, notNow } from './review-policy.ts';

type NewCase = Pick<Case, 'title' | 'question' | 'subject' | 'marking' | 'authorities' | 'workingGroup' | 'quorum'>;

/** Begins a case as a draft. */
export async function addCase(desk: Desk, given: NewCase): Promise<Outcome<Case>> {
  const lead = desk.acting.party;
  const authorities = [...new Set([lead, ...given.authorities])];
  const odd = await oddParties(desk, { ...given, authorities });
  if (odd !== null) return odd;
  const state = { lead, state: 'draft' as const, stateSince: desk.now, dueAt: dueAfter('draft', desk.now) };
  const made = { ...fresh(desk), ...given, authorities, ...state };
  await desk.records.insert('reviewCase', made);
  await record(desk, 'case begun', made);
  return done(made);
}

/** Changes a draft. Who takes part is fixed once the case opens: what is shared then is shared with them. */
export async function changeCase(
  desk: Desk,
  id: string,
  version: number,
  given: { readonly [K in keyof NewCase]?: NewCase[K] | undefined },
): Promise<Outcome<Case>> {
  const held = await holdCase(desk, id, 'alone');
  if (held === null) return notFound;
  const late = notNow(held, 'case');
  if (late !== null) return late;
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const next = { ...held, ...wanted } as Case;
  const authorities = [...new Set([held.lead, ...next.authorities])];
  const odd = await oddParties(desk, { ...next, authorities });
  if (odd !== null) return odd;
  const changed = await change(desk, 'reviewCase', held, version, { ...wanted, authorities });
  if (changed.ok) await record(desk, 'case changed', changed.value);
  return changed;
}

async function oddParties(
  desk: Desk,
  given: Pick<Case, 'authorities' | 'workingGroup' | 'quorum'>,
): Promise<Outcome<never> | null> {
  for (const id of given.authorities) {
    if ((await desk.records.get('party', id))?.kind !== 'authority') {
      return problemOf('conflict', `"${id}" is not the id of an authority.`);
    }
  }
  if ((await desk.records.get('party', given.workingGroup))?.kind !== 'working group') {
    return problemOf('conflict', `"${given.workingGroup}" is not the id of a working group.`);
  }
  if (given.quorum > given.authorities.length) {
    return problemOf('conflict', `Lower the quorum: only ${given.authorities.length} authorities take part.`);
  }
  return null;
}

/** Moves a case to another state, and sets the clock of that state. */
export async function moveCase(desk: Desk, id: string, version: number, to: CaseState): Promise<Outcome<Case>> {
  const held = await holdCase(desk, id, 'alone');
  if (held === null) return notFound;
  const by = mover(held.state, to);
  if (by === null) return problemOf('conflict', `A case does not go from "${held.state}" to "${to}".`);
  const who = by === 'lead' ? held.lead : held.workingGroup;
  if (who !== desk.acting.party)
    return problemOf('conflict', `Only "${who}" moves the case from "${held.state}" to "${to}".`);
  if (held.state === 'reply' && to === 'deliberation') {
    const open = await unanswered(desk, id);
    if (open !== null) return open;
  }
  return enter(desk, held, version, to);
}

/** Sets a state without asking whether there is such a move; the callers know. */
export async function enter(desk: Desk, held: Case, version: number, to: CaseState): Promise<Outcome<Case>> {
  const changes = { state: to, stateSince: desk.now, dueAt: dueAfter(to, desk.now) };
  const changed = await change(desk, 'reviewCase', held, version, changes);
  if (!changed.ok) return changed;
  const told = ['submitted', 'decided', 'closed'].includes(to)
    ? [...held.authorities, held.workingGroup]
    : held.authorities;
  await tell(desk, 'case.moved', id(held), told);
  await record(desk, `case moved to ${to}`, changed.value);
  return changed;
}

const id = (held: Case): string => held.id;

async function unanswered(desk: Desk, caseId: string): Promise<Outcome<never> | null> {
  const extracts = (await desk.records.list('caseExtract', { where: { caseId } })).items;
  const replies = (await desk.records.list('reply', { where: { caseId } })).items;
  const open = extracts.find(
    (one) =>
      one.releasedAt !== null &&
      one.replyBy !== null &&
      one.replyBy > desk.now &&
      !replies.some((reply) => reply.extract === one.id),
  );
  if (open === undefined) return null;
  return problemOf('conflict', `"${open.recipient}" has until ${open.replyBy} to reply to the extract "${open.id}".`);
}

/** Adds a task for an authority of the case. */
export async function addTask(
  desk: Desk,
  caseId: string,
  given: Pick<Task, 'title' | 'owner' | 'dueOn'>,
): Promise<Outcome<Task>> {
  const held = await holdCase(desk, caseId, 'with others');
  if (held === null) return notFound;
  const refusal = notNow(held, 'task') ?? oddOwner(held, given.owner);
  if (refusal !== null) return refusal;
  const task = { ...fresh(desk), ...given, caseId, done: false };
  await desk.records.insert('task', task);
  await record(desk, 'task added', task);
  return done(task);
}

/** Changes a task. */
export async function changeTask(
  desk: Desk,
  taskId: string,
  version: number,
  given: { readonly [K in 'title' | 'owner' | 'dueOn' | 'done']?: Task[K] | undefined },
): Promise<Outcome<Task>> {
  const task = await desk.records.get('task', taskId);
  const held = task === null ? null : await holdCase(desk, task.caseId, 'with others');
  if (task === null || held === null) return notFound;
  const refusal = notNow(held, 'task') ?? oddOwner(held, given.owner ?? task.owner);
  if (refusal !== null) return refusal;
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const changed = await change(desk, 'task', task, version, changes);
  if (changed.ok) await record(desk, 'task changed', changed.value);
  return changed;
}

function oddOwner(held: Case, owner: string): Outcome<never> | null {
  if (held.authorities.includes(owner)) return null;
  return problemOf('conflict', `"${owner}" takes no part in the case.`);
}

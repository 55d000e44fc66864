import type { Case, Waiting } from '@underpin/contract';
import { canMove } from './review-policy.ts';
import type { Desk } from './desk.ts';
import { standings } from './opinions.ts';

/** What waits for the acting person, most urgent first: opinions to sign, reports to submit, tasks, replies, decisions. */
export async function waitingFor(desk: Desk): Promise<readonly Waiting[]> {
  const { records, acting } = desk;
  const found: Waiting[] = [];
  if (acting.kind === 'authority') {
    for (const held of (await records.list('reviewCase')).items) found.push(...(await inCase(desk, held)));
  }
  if (acting.kind === 'working group') {
    for (const held of (await records.list('reviewCase', { where: { state: 'submitted' } })).items) {
      found.push({ ...ofCase(held), kind: 'decide', count: 1 });
    }
  }
  if (acting.kind === 'institution' || acting.kind === 'provider') {
    const replied = new Set((await records.list('reply')).items.map(({ extract }) => extract));
    for (const one of (await records.list('caseExtract', { where: { recipient: acting.party } })).items) {
      if (replied.has(one.id) || one.replyBy === null || one.replyBy < desk.now) continue;
      found.push({
        kind: 'reply',
        caseId: null,
        object: one.id,
        title: one.introduction,
        dueAt: one.replyBy,
        count: 1,
      });
    }
  }
  return found.toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
}

const ofCase = (held: Case) => ({ caseId: held.id, object: held.id, title: held.title, dueAt: held.dueAt });

async function inCase(desk: Desk, held: Case): Promise<readonly Waiting[]> {
  const { records, acting } = desk;
  const found: Waiting[] = [];
  const leads = held.lead === acting.party;
  const signs = acting.roles.includes('signatory');
  if (held.state === 'deliberation' && signs) {
    const all = await standings(desk, held);
    const open = all.filter((one) => [...one.broken, ...one.silent].includes(acting.party));
    if (open.length > 0) found.push({ ...ofCase(held), kind: 'sign', count: open.length });
    const ready = all.length > 0 && all.every((one) => one.broken.length + one.silent.length === 0);
    if (leads && ready) found.push({ ...ofCase(held), kind: 'submit', count: 1 });
  }
  const where = { caseId: held.id, owner: acting.party, done: false };
  if (!['decided', 'closed'].includes(held.state)) {
    for (const task of (await records.list('task', { where })).items) {
      const dueAt = task.dueOn === null ? null : `${task.dueOn}T23:59:59.999Z`;
      found.push({ kind: 'task', caseId: held.id, object: task.id, title: task.title, dueAt, count: 1 });
    }
  }
  const late = held.dueAt !== null && held.dueAt < desk.now;
  if (leads && late && canMove(held.state)) found.push({ ...ofCase(held), kind: 'move', count: 1 });
  return found;
}

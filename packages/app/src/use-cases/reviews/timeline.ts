import type { TimelineEntry } from '@underpin/contract';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { ControlChange } from './control-changes.ts';
import { type Desk, holdCase, newId, record } from './desk.ts';
import { notNow } from './review-policy.ts';

/** Adds an event to the timeline of a case. */
export async function addEvent(
  desk: Desk,
  caseId: string,
  given: { readonly on: string; readonly event: string },
): Promise<Outcome<TimelineEntry>> {
  const held = await holdCase(desk, caseId, 'with others');
  if (held === null) return notFound;
  const late = notNow(held, 'event');
  if (late !== null) return late;
  const event = { id: newId(), caseId, party: desk.acting.party, ...given, createdAt: desk.now };
  await desk.records.insert('caseEvent', event);
  await record(desk, 'event added', event);
  return done({ on: given.on, kind: 'event', says: given.event, object: event.id });
}

/**
 * What happened in and around a case up to a date, in order, as far as it was known on that date and the acting party may
 * see it. What happened before but became known later is not in it. Changes of control are told by their own dates.
 */
export async function timelineOf(
  desk: Desk,
  caseId: string,
  asOf: string,
  control: readonly ControlChange[],
): Promise<Outcome<readonly TimelineEntry[]>> {
  const held = await desk.records.get('reviewCase', caseId);
  if (held === null) return notFound;
  const where = { caseId };
  const { records } = desk;
  const entries: (TimelineEntry & { readonly known: string })[] = [];
  const add = (kind: TimelineEntry['kind'], known: string, says: string, object: string, on = known): void => {
    entries.push({ kind, on: on.slice(0, 10), says, object, known: known.slice(0, 10) });
  };
  add('case', held.createdAt, `Case begun by ${held.lead}: ${held.title}`, held.id);
  for (const one of (await records.list('caseEvent', { where })).items) {
    add('event', one.createdAt, one.event, one.id, one.on);
  }
  for (const one of (await records.list('reply', { where })).items)
    add('reply', one.receivedAt, `${one.party} replied`, one.id);
  for (const one of (await records.list('opinion', { where })).items) {
    add('opinion', one.signedAt, `${one.party} ${one.position} on a finding`, one.id);
  }
  for (const one of (await records.list('report', { where })).items) {
    add('report', one.submittedAt, `Report submitted to ${one.workingGroup}`, one.id);
  }
  for (const one of (await records.list('decision', { where })).items) {
    add('decision', one.decidedAt, `${one.party} decided: ${one.statement}`, one.id);
  }
  for (const one of (await records.list('measure', { where })).items) {
    add('measure', one.createdAt, `${one.kind}: ${one.title}`, one.id);
    for (const { from, reason } of one.variations) add('measure', from, `${one.title} varied: ${reason}`, one.id);
  }
  // Of the many submissions those that the case's figures rest on.
  const figures = (await records.list('evidence', { where: { caseId, kind: 'figure' } })).items;
  for (const id of new Set(figures.flatMap(({ figure }) => figure?.submissions ?? []))) {
    const one = await records.get('submission', id);
    if (one === null) continue;
    add('submission', one.receivedAt, `${one.entity} submitted ${one.name} as of ${one.referenceDate}`, one.id);
  }
  for (const { on, says, object } of control) add('control', on, says, object);
  const known = entries.filter((one) => one.known <= asOf && one.on <= asOf);
  return done(
    known
      .toSorted((a, b) => a.on.localeCompare(b.on) || a.known.localeCompare(b.known))
      .map(({ on, kind, says, object }) => ({ on, kind, says, object })),
  );
}

import { dayNumber, noDay } from '@underpin/model';
import { at, listAt, numberAt, textAt } from '../ownership/json-values.ts';
import type { Json } from '../ownership/json-values.ts';
import type { BodsStatement } from './bods-statements.ts';

/** One interest with the period in which it held, as the versions of its record tell it. */
export interface DatedInterest {
  readonly statement: BodsStatement;
  readonly interest: Json;
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Interests of all versions of one relationship record, oldest first. A later version ends an interest of the one before:
 * on the day before its own begins, or on the day of the statement that no longer holds it or closes the record. An
 * interest that is stated again with the same start replaces the earlier statement.
 */
export function interestPeriods(versions: readonly BodsStatement[]): DatedInterest[] {
  const dated: DatedInterest[] = [];
  versions.forEach((statement, place) => {
    if (statement.recordStatus === 'closed') return;
    const next = versions[place + 1];
    const interests = listAt(statement.details, 'interests');
    for (const interest of interests) {
      const type = textAt(interest, 'type');
      const from = day(textAt(interest, 'startDate'));
      const stated = day(textAt(interest, 'endDate'));
      const ends = next === undefined ? noDay : endBy(next, interest, type, from);
      if (ends === null) continue;
      const to = stated === noDay ? ends : ends === noDay ? stated : Math.min(stated, ends);
      if (from !== noDay && to !== noDay && to < from) continue;
      dated.push({ statement, interest, type, ...shareOf(interest), from, to });
    }
  });
  return dated;
}

/** Last day of an interest by the next version; `null` when that version states it anew from the same start. */
function endBy(next: BodsStatement, interest: Json, type: string, from: number): number | null {
  const told = day(next.date.slice(0, 10));
  if (next.recordStatus === 'closed') return told;
  const manner = textAt(interest, 'directOrIndirect');
  const again = listAt(next.details, 'interests').find(
    (each) => textAt(each, 'type') === type && textAt(each, 'directOrIndirect') === manner,
  );
  if (again === undefined) return told === noDay ? noDay : told - 1;
  const begins = day(textAt(again, 'startDate'));
  if (begins === noDay || begins === from) return null;
  return begins - 1;
}

function shareOf(interest: Json): { min: number; max: number } {
  const share = at(interest, 'share');
  const exact = numberAt(share, 'exact');
  if (exact !== null) return { min: part(exact), max: part(exact) };
  const low = numberAt(share, 'minimum') ?? numberAt(share, 'exclusiveMinimum');
  const high = numberAt(share, 'maximum') ?? numberAt(share, 'exclusiveMaximum');
  if (low === null && high === null) return { min: Number.NaN, max: Number.NaN };
  return { min: part(low ?? 0), max: part(high ?? 100) };
}

function part(percent: number): number {
  return percent >= 0 && percent <= 100 ? percent / 100 : Number.NaN;
}

function day(text: string): number {
  return dayNumber(text) ?? noDay;
}

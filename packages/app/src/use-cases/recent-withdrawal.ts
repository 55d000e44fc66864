import { ok, type Result, type Subject } from '@underpin/model';
import type { Study } from './study.ts';
import { type LiveWithdrawal, withdraw } from './withdraw.ts';

const kept = new WeakMap<Study, Map<string, LiveWithdrawal>>();
const most = 30;

/** What falls with a subject, from the last {@link most} answers of a study where it is among them: the questions that follow one another are about one subject. */
export function recentWithdrawal(study: Study, subject: Subject): Result<LiveWithdrawal> {
  let recent = kept.get(study);
  if (recent === undefined) kept.set(study, (recent = new Map()));
  const key = JSON.stringify(subject);
  let found = recent.get(key);
  if (found === undefined) {
    const made = withdraw(study, subject);
    if (!made.ok) return made;
    found = made.value;
  }
  recent.delete(key);
  recent.set(key, found);
  const [oldest] = recent.keys();
  if (recent.size > most && oldest !== undefined) recent.delete(oldest);
  return ok(found);
}

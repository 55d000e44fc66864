import { type RelianceAnswer, relianceOn, type Study } from '@underpin/app';
import type { OwnershipGraph, Result } from '@underpin/model';
import type { SectorKeeper } from './sector-keeper.ts';

/** What the sector's answers are computed on. */
export interface SectorContext {
  readonly study: Study;
  /** Ownership data, with the parents that the registers state. */
  readonly ownership: OwnershipGraph;
  readonly example: boolean;
  readonly reviews: readonly { readonly title: string; readonly href: string; readonly says: string }[];
  readonly now: () => Date;
  /** The sector on other dates. */
  readonly sectors: SectorKeeper;
}

const answersKept = 30;
const answers = new WeakMap<Study, Map<string, RelianceAnswer>>();
const made = new WeakMap<Study, Map<string, unknown>>();

/** The answer to a subject, kept for the questions that follow (its falls, the rows of its figures). */
export function answerTo({ study }: Pick<SectorContext, 'study'>, expression: string): Result<RelianceAnswer> {
  let kept = answers.get(study);
  if (kept === undefined) answers.set(study, (kept = new Map()));
  const known = kept.get(expression);
  if (known !== undefined) return { ok: true, value: known };
  const answer = relianceOn(study, { expression });
  if (!answer.ok) return answer;
  const [oldest] = kept.keys();
  if (kept.size >= answersKept && oldest !== undefined) kept.delete(oldest);
  kept.set(expression, answer.value);
  return answer;
}

/** What is the same for everybody who asks: made when first asked for. */
export function once<T>({ study }: Pick<SectorContext, 'study'>, name: string, make: () => T): T {
  let kept = made.get(study);
  if (kept === undefined) made.set(study, (kept = new Map()));
  if (!kept.has(name)) {
    const value = make();
    kept.set(name, value);
    const forget = kept;
    if (value instanceof Promise) value.catch(() => forget.delete(name));
  }
  return kept.get(name) as T;
}

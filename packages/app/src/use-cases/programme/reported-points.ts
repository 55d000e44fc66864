import type { DirectionTerms, PartTask, ReportedPoint } from '@underpin/contract';
import type { Bounds, IsoDate, Subject } from '@underpin/model';
import { isDone, latestActuals, type ReplacementStatus } from '@underpin/programme';
import type { Store } from '../../ports/store.ts';
import type { LoadedSector } from '../load-sector.ts';
import { type OwnRegisters, metricOf, ownRegisters, verdictAgainst } from '../reviews/direction-metric.ts';
import type { ReportedWork } from './reported-work.ts';
import { replacedSector, type Successor } from './replaced-sector.ts';

export interface Asked {
  readonly lei: string | null;
  readonly subject: Subject;
  readonly terms: DirectionTerms;
  readonly milestones: readonly { readonly on: IsoDate; readonly atMost: number }[];
  readonly exceptionUntil: IsoDate | null;
  readonly asOf: IsoDate;
}
export type ComparedPoint = ReportedPoint & { readonly against: 'agrees' | 'disagrees' | 'cannot be told' };

/**
 * How far an addressee is by its own reports, milestone by milestone: the direction's metric on its registers of the day, with what
 * it reported as done by then replaced. What was to begin by then and of which nothing was reported may or may not be done.
 */
export async function reportedPoints(
  store: Store,
  { tasks, actuals }: ReportedWork,
  { lei, subject, terms, milestones, exceptionUntil, asOf }: Asked,
): Promise<ComparedPoint[]> {
  const own = tasks.filter(({ institution }) => institution === lei);
  if (own.length === 0) return [];
  const days = new Map<IsoDate, Promise<Observed>>();
  const points: ComparedPoint[] = [];
  for (const { on, atMost } of milestones) {
    const day = on < asOf ? on : asOf;
    const known = days.get(day) ?? observed(store, own, latestActuals(actuals, day), lei, subject, terms, day);
    days.set(day, known);
    const { done, unreported, value, against } = await known;
    const verdict = on > asOf ? 'not yet due' : verdictAgainst(value, atMost);
    const excepted = on <= asOf && verdict !== 'kept' && exceptionUntil !== null && exceptionUntil >= on;
    const total = own.length;
    points.push({ on, atMost, total, done, unreported, value, verdict: excepted ? 'excepted' : verdict, against });
  }
  return points;
}

type Observed = Pick<ComparedPoint, 'done' | 'unreported' | 'value' | 'against'>;

async function observed(
  store: Store,
  own: readonly PartTask[],
  statuses: ReadonlyMap<string, ReplacementStatus>,
  lei: string | null,
  subject: Subject,
  terms: DirectionTerms,
  day: IsoDate,
): Promise<Observed> {
  const done = own.filter(({ id }) => isDone(statuses.get(id)?.state ?? 'in use'));
  const silent = own.filter(({ id, start }) => !statuses.has(id) && start <= day);
  const registers = lei === null ? null : await ownRegisters(store, lei, day);
  const counts = { done: done.length, unreported: silent.length };
  if (registers === null) return { ...counts, value: null, against: 'cannot be told' };
  const metric = (replaced: readonly PartTask[]): Bounds | null => metricWith(registers, replaced, subject, terms);
  const [most, least] = [metric(done), silent.length === 0 ? null : metric([...done, ...silent])];
  const value = most === null ? null : { atLeast: (least ?? most).atLeast, atMost: most.atMost };
  // A register filed after the day of a report tells of the same thing: it must agree.
  const seen = done.filter(({ id }) => (statuses.get(id)?.doneOn ?? day) <= registers.filedFor);
  const [filed, claimed] = seen.length === 0 ? [null, null] : [metric([]), metric(seen)];
  const against =
    filed === null || claimed === null
      ? 'cannot be told'
      : filed.atLeast > claimed.atMost || claimed.atLeast > filed.atMost
        ? 'disagrees'
        : 'agrees';
  return { ...counts, value, against };
}

/** Null when it is not known what takes over. */
function metricWith(
  { loaded }: OwnRegisters,
  replaced: readonly PartTask[],
  subject: Subject,
  terms: DirectionTerms,
): Bounds | null {
  const rows = rowsOf(loaded);
  const cut = new Map<number, Successor>();
  for (const { id, candidate, server } of replaced) {
    const row = rows.get(id);
    // What the register no longer lists is gone already.
    if (row === undefined) continue;
    if (server === undefined) return null;
    const { brand, ...rest } = server;
    cut.set(row, { id: candidate, ...rest, ...(brand === null ? {} : { brand }) });
  }
  return metricOf({ ...loaded, sector: replacedSector(loaded.sector, cut) }, subject, terms);
}

/** Rows of assets by the ids that programmes give them. */
function rowsOf({ sector: { assets, institutions } }: LoadedSector): ReadonlyMap<string, number> {
  return new Map(
    Array.from({ length: assets.count }, (_, row) => [
      `${institutions.lei[assets.institution[row] ?? -1] ?? ''}/${assets.id[row] ?? ''}`,
      row,
    ]),
  );
}

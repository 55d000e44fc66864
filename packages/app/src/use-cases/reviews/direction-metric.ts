import type { DirectionTerms } from '@underpin/contract';
import { type Bounds, type Figure, type IsoDate, silent, type Subject } from '@underpin/model';
import type { Store } from '../../ports/store.ts';
import { asksForThings } from '../blind-spot.ts';
import { type LoadedSector, loadSector } from '../load-sector.ts';
import { figuresOf, relianceOn } from '../reliance-on.ts';
import { studyOf } from '../study.ts';

/** Those of the figures that a direction's metric means: in its weight, of things when its subject asks for things. */
export function figuresOfDirection<F extends Pick<Figure, 'id' | 'measure' | 'weight'>>(
  figures: readonly F[],
  subject: Subject,
  { metric, weight }: Pick<DirectionTerms, 'metric' | 'weight'>,
): F[] {
  const items = asksForThings(subject) ? '/asset/' : '/service-use/';
  return figures
    .filter(({ measure }) => measure === metric)
    .filter((one) => metric !== 'direct share' || (one.weight === weight && one.id.includes(items)));
}

/** The worst of several figures (a metric in units that are not added up); null when none was observed. */
export function worstOf(figures: readonly Pick<Figure, 'value'>[]): Bounds | null {
  const known = figures.map(({ value }) => value).filter((value) => value !== null);
  if (known.length === 0) return null;
  return {
    atLeast: Math.max(...known.map((value) => value.atLeast)),
    atMost: Math.max(...known.map((value) => value.atMost)),
  };
}

/** The registers of one institution that were current on a date. */
export interface OwnRegisters {
  readonly loaded: LoadedSector;
  /** The last of them. */
  readonly submission: string;
  /** Its reference date. */
  readonly filedFor: IsoDate;
}

/** Null when it had filed nothing by then. */
export async function ownRegisters(store: Store, lei: string, on: IsoDate): Promise<OwnRegisters | null> {
  const submissions = (await store.submissions.current(on)).filter(({ entity }) => entity === lei);
  const last = submissions.toSorted((a, b) => a.referenceDate.localeCompare(b.referenceDate)).at(-1);
  if (last === undefined) return null;
  const loaded = await loadSector(store, on, silent, ({ entity }) => entity === lei);
  return loaded.ok ? { loaded: loaded.value, submission: last.id, filedFor: last.referenceDate } : null;
}

/** The metric of a direction on what was loaded; null when nothing of it was observed. */
export function metricOf(loaded: LoadedSector, subject: Subject, terms: DirectionTerms): Bounds | null {
  const answer = relianceOn(studyOf(loaded), subject);
  if (!answer.ok) return null;
  const ofSector = figuresOf(answer.value).filter(({ scope }) => scope.kind === 'sector');
  const chosen = figuresOfDirection(ofSector, subject, terms);
  const value = worstOf(chosen);
  if (value === null) return null;
  // Items that may or may not belong to the subject, and functions of which nothing is listed, could be all of it.
  const { withdrawal, blind } = answer.value;
  const open = Object.values(withdrawal.unobserved).some((count) => count > 0);
  const total = Math.max(...chosen.map((figure) => figure.total ?? 0));
  const unlisted = blind === null || blind.criticalFunctions === 0 ? 0 : blind.criticalFunctions / Math.max(1, total);
  return { atLeast: value.atLeast, atMost: open ? 1 : Math.min(1, value.atMost + unlisted) };
}

/** Unobserved is never kept. */
export function verdictAgainst(value: Bounds | null, atMost: number): 'kept' | 'missed' | 'cannot be told' {
  if (value === null) return 'cannot be told';
  if (value.atMost <= atMost) return 'kept';
  return value.atLeast > atMost ? 'missed' : 'cannot be told';
}

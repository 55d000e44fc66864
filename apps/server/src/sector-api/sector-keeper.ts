import { gatherOwnership, loadSector, type Store, type Study, studyOf } from '@underpin/app';
import { type IsoDate, ok, type OwnershipGraph, refused, type Result, silent } from '@underpin/model';
import type { Sight } from '../sight.ts';
import type { SectorContext } from './sector-context.ts';

export interface SectorDate {
  readonly date: IsoDate;
  readonly submissions: number;
  /** Entities with a submission on or before that date. */
  readonly entities: ReadonlySet<string>;
}

/** The sector on any date. Each is computed when it is first asked for, and the last few are kept. */
export interface SectorKeeper {
  /** As of a date; without one the latest. Refused when nobody had submitted. */
  at(date?: IsoDate): Promise<Result<SectorContext>>;
  /** Several dates over only the entities that had submitted on the first of them. */
  alike(dates: readonly IsoDate[]): Promise<Result<readonly SectorContext[]>>;
  dates(): Promise<readonly SectorDate[]>;
  readonly store: Store;
}

const contextsKept = 6;

export function sectorKeeper(options: {
  readonly store: Store;
  /** The latest sector. Everything is computed again when it is another one. */
  readonly sight: () => Sight;
  readonly now: () => Date;
}): SectorKeeper {
  const { store, now } = options;
  const kept = new Map<string, Promise<Result<SectorContext>>>();
  let dates: Promise<readonly SectorDate[]> | null = null;
  let seen: Sight | null = null;

  const looked = (): Sight => {
    const sight = options.sight();
    if (sight !== seen) {
      kept.clear();
      dates = null;
      seen = sight;
    }
    return sight;
  };
  const contextOf = (study: Study, ownership: OwnershipGraph): SectorContext => {
    const { example, overview } = looked();
    return { study, ownership, example, reviews: overview.reviews, now, sectors: keeper };
  };
  const remember = (key: string, make: () => Promise<Result<SectorContext>>): Promise<Result<SectorContext>> => {
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const made = make();
    kept.set(key, made);
    const forget = (): void => {
      if (kept.get(key) === made) kept.delete(key);
    };
    made.then(({ ok: good }) => (good ? undefined : forget()), forget);
    const [oldest] = kept.keys();
    if (kept.size > contextsKept && oldest !== undefined) kept.delete(oldest);
    return made;
  };
  const load = (date: IsoDate, entities: ReadonlySet<string> | null) => async (): Promise<Result<SectorContext>> => {
    const loaded = await loadSector(store, date, silent, ({ entity }) => entities === null || entities.has(entity));
    if (!loaded.ok) return loaded;
    const { graph } = await gatherOwnership(looked().files, loaded.value.sector);
    return ok(contextOf(studyOf(loaded.value), graph));
  };
  /** True when nobody else had submitted by then: the sector as it is needs not be computed again. */
  const onlyThose = async (date: IsoDate, entities: ReadonlySet<string>): Promise<boolean> => {
    const submitted = (await keeper.dates()).findLast((one) => one.date <= date)?.entities;
    return submitted !== undefined && submitted.isSubsetOf(entities);
  };
  const keeper: SectorKeeper = {
    store,
    at: async (date) => {
      const { study, ownership } = looked();
      if (date === undefined || date === study.loaded.sector.asOf) return ok(contextOf(study, ownership));
      return remember(date, load(date, null));
    },
    alike: async (asked) => {
      const [earliest] = asked.toSorted();
      const known = (await keeper.dates()).filter(({ date }) => date <= (earliest ?? '')).at(-1);
      if (earliest === undefined || known === undefined)
        return refused(`Nobody had submitted anything on or before "${earliest ?? ''}"`);
      const contexts: SectorContext[] = [];
      for (const date of asked) {
        const context = (await onlyThose(date, known.entities))
          ? await keeper.at(date)
          : await remember(`${date} of ${earliest}`, load(date, known.entities));
        if (!context.ok) return context;
        contexts.push(context.value);
      }
      return ok(contexts);
    },
    dates: () => {
      looked();
      return (dates ??= datesOf(store));
    },
  };
  return keeper;
}

async function datesOf(store: Store): Promise<readonly SectorDate[]> {
  const submitted = (await store.submissions.list()).filter(({ rejected }) => !rejected);
  const days = [...new Set(submitted.map(({ referenceDate }) => referenceDate))].toSorted();
  return days.map((date) => ({
    date,
    submissions: submitted.filter(({ referenceDate, supersededBy }) => referenceDate === date && supersededBy === null)
      .length,
    entities: new Set(submitted.filter(({ referenceDate }) => referenceDate <= date).map(({ entity }) => entity)),
  }));
}

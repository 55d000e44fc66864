import { gatherOwnership, loadSector, type OpenedFile, type Store, type Study, studyOf } from '@underpin/app';
import { type IsoDate, ok, refused, type Result, silent } from '@underpin/model';
import type { SectorContext } from './sector-context.ts';

/** What is the same on every date. */
export type Standing = Pick<SectorContext, 'example' | 'reviews' | 'now'>;

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
  /** To be called when submissions were added: everything is computed again when it is next asked for. */
  forget(): void;
}

const contextsKept = 6;

export function sectorKeeper(options: {
  readonly store: Store;
  readonly ownership: readonly OpenedFile[];
  readonly standing: Standing;
  /** The latest sector, when it stands already. */
  readonly first: Study;
}): SectorKeeper {
  const { store, ownership, standing } = options;
  const kept = new Map<string, Promise<Result<SectorContext>>>();
  let dates: Promise<readonly SectorDate[]> | null = null;

  const contextOf = async (study: Study): Promise<SectorContext> => {
    const { graph } = await gatherOwnership(ownership, study.loaded.sector);
    return { ...standing, study, ownership: graph, sectors: keeper };
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
    const [oldest] = [...kept.keys()].filter((one) => one !== '');
    if (kept.size > contextsKept && oldest !== undefined) kept.delete(oldest);
    return made;
  };
  const load = (date: IsoDate | null, entities: ReadonlySet<string> | null) => async () => {
    const loaded = await loadSector(store, date, silent, ({ entity }) => entities === null || entities.has(entity));
    return loaded.ok ? ok(await contextOf(studyOf(loaded.value))) : loaded;
  };
  const keeper: SectorKeeper = {
    store,
    at: (date) => remember(date ?? '', load(date ?? null, null)),
    alike: async (asked) => {
      const [earliest] = asked.toSorted();
      const known = (await keeper.dates()).filter(({ date }) => date <= (earliest ?? '')).at(-1);
      if (earliest === undefined || known === undefined)
        return refused(`Nobody had submitted anything on or before "${earliest ?? ''}"`);
      const contexts: SectorContext[] = [];
      for (const date of asked) {
        const context = await remember(`${date} of ${earliest}`, load(date, known.entities));
        if (!context.ok) return context;
        contexts.push(context.value);
      }
      return ok(contexts);
    },
    dates: () => (dates ??= datesOf(store)),
    forget: () => {
      kept.clear();
      dates = null;
    },
  };
  void remember('', async () => ok(await contextOf(options.first)));
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

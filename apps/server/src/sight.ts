import { dirname, join, relative, sep } from 'node:path';
import {
  gatherOwnership,
  type LoadedSector,
  loadSector,
  type OpenedFile,
  openFiles,
  type SectorOverview,
  type Store,
  type Study,
  studyOf,
} from '@underpin/app';
import { ok, type OwnershipGraph, type Progress, type Result, type Review, silent } from '@underpin/model';
import { holdsExample } from './load-example.ts';
import { type Loading, StillLoading } from './loading.ts';
import { makePages } from './make-pages.ts';
import type { Page } from './server.ts';

/** What the server computes on and shows, made of the submissions that were there at one moment. */
export interface Sight {
  readonly loaded: LoadedSector;
  readonly study: Study;
  readonly ownership: OwnershipGraph;
  /** Files of ownership data, so that other dates can be seen with them. */
  readonly files: readonly OpenedFile[];
  readonly example: boolean;
  readonly pages: readonly Page[];
  readonly overview: SectorOverview;
}

export interface SightOptions {
  readonly store: Store;
  readonly root: string;
  /** Where the overview for printing stands. */
  readonly printed: string;
  /** The worked review of the example; null when it is not shown. */
  readonly review: Review | null;
  /** Files and folders of ownership data; by default those of the example, or none. */
  readonly ownership: readonly string[] | undefined;
  readonly now: () => Date;
  readonly progress: Progress;
}

/** Loads the sector and makes all that is computed once. Refused when there is nothing to load or ownership data cannot be read. */
export async function takeSight(options: SightOptions): Promise<Result<Sight>> {
  const { store, root, printed, now, progress } = options;
  const loaded = await loadSector(store, null, progress);
  if (!loaded.ok) return loaded;
  const study = studyOf(loaded.value);
  const example = await holdsExample(store);
  const named = options.ownership ?? (example ? [join(root, 'examples/ownership/ownership.csv')] : []);
  const opened = await openFiles(named);
  if (!opened.ok) return opened;
  const files = opened.value.map((file) => ({ ...file, path: shownPath(file.path, named) }));
  const { graph: ownership } = await gatherOwnership(files, loaded.value.sector);
  const review = example ? options.review : null;
  const { pages, overview } = await makePages(study, { review, example, printed, now, progress });
  return ok({ loaded: loaded.value, study, ownership, files, example, pages, overview });
}

/** Where a file stands in the folder or beside the file that was named: where that is on this machine is nobody's business. */
function shownPath(path: string, named: readonly string[]): string {
  const given = named.find((one) => path === one || path.startsWith(one.endsWith(sep) ? one : one + sep));
  return given === undefined ? path : relative(dirname(given), path).split(sep).join('/');
}

const setting = 'sector.filed';
const pollMs = 5_000;

/** Keeps a sight up to date: registers that were filed, here or by another server on the same database, are in the next one. */
export class LivingSight {
  #sight: Sight | null = null;
  readonly #loading: Loading;
  readonly #options: SightOptions;
  readonly #tell: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #seen: string | null = null;
  #taking: Promise<void> = Promise.resolve();
  /** Told whenever there is another sector in sight. */
  renewed: () => void = () => {};

  constructor(options: SightOptions, loading: Loading, tell: (error: unknown) => void) {
    this.#loading = loading;
    this.#options = { ...options, progress: silent };
    this.#tell = tell;
  }

  /** What is in sight; throws {@link StillLoading} before {@link begin}. */
  get now(): Sight {
    if (this.#sight === null) throw new StillLoading(this.#loading.doing ?? 'The sector is being loaded.');
    return this.#sight;
  }

  /** What is in sight, if anything is. */
  get seen(): Sight | null {
    return this.#sight;
  }

  /** Puts the first sector in sight; from now on those that follow are looked for. */
  begin(first: Sight): void {
    this.#sight = first;
    this.#timer = setInterval(() => void this.#look(), pollMs);
    this.#timer.unref();
    void this.#look(true);
  }

  /** Says that registers were filed; answers when they are in sight. */
  async filed(): Promise<void> {
    await this.#options.store.settings.set(setting, `${this.#options.now().toISOString()} ${crypto.randomUUID()}`);
    await this.#look();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#taking;
  }

  #look(first = false): Promise<void> {
    const look = async (): Promise<void> => {
      try {
        const filed = await this.#options.store.settings.get(setting);
        if (filed === this.#seen) return;
        this.#seen = filed;
        if (first) return;
        const next = await takeSight(this.#options);
        if (next.ok) {
          this.#sight = next.value;
          this.renewed();
        } else this.#tell(new Error(next.reason));
      } catch (error) {
        this.#tell(error);
      }
    };
    return (this.#taking = this.#taking.then(look));
  }
}

import { type ControlChange, controlChanges, coverageOf, firstAdministrator, type Store } from '@underpin/app';
import { ok, type Progress, refused, type Result, type Subject } from '@underpin/model';
import { openStore } from '@underpin/store/open';
import type { ApiOptions } from './api/api-options.ts';
import { registerApi } from './api/api.ts';
import { installationKeeper, installationSealer } from './api/installation-key.ts';
import { healthRoutes } from './operations/health.ts';
import type { MetricsReaders } from './operations/metrics.ts';
import { startWorker } from './api/worker.ts';
import { exampleDoor, mayOfferExample } from './example/example-door.ts';
import { addExamplePeople, makeExampleDesk } from './example/make-example-desk.ts';
import { exampleDirections, exampleIn, exampleReview, loadExample } from './load-example.ts';
import { Loading } from './loading.ts';
import { pagePaths } from './make-pages.ts';
import { directionsFor } from './sector-api/directions-for.ts';
import { registerSectorApi } from './sector-api/sector-api.ts';
import { isLoopback, sectorGuard } from './sector-api/sector-guard.ts';
import { sectorKeeper } from './sector-api/sector-keeper.ts';
import { warmSector } from './sector-api/warm-sector.ts';
import { buildWeb } from './web/build-web.ts';
import { serveWeb } from './web/serve-web.ts';
import { createServer } from './server.ts';
import { LivingSight, type Sight, takeSight } from './sight.ts';
import { defaultRates } from './settings.ts';
import { storeOptions } from './store-options.ts';
import { version } from './version.ts';

export interface StartOptions {
  readonly root: string;
  readonly data: string;
  readonly database: string | undefined;
  /** The owner's login for migrations, when `database` is a login that owns nothing. */
  readonly databaseOwner?: string | undefined;
  /** Address of this server as browsers see it; with "https:" cookies are marked Secure and HSTS is sent. */
  readonly publicUrl?: string | undefined;
  readonly oidc?: Pick<NonNullable<ApiOptions['oidc']>, 'issuer' | 'clientId' | 'clientSecret'> | undefined;
  /** Requests a minute; see {@link ApiOptions}. */
  readonly rates?: ApiOptions['rates'] | undefined;
  /** Addresses or networks of proxies in front, whose X-Forwarded-For tells who asks. */
  readonly proxies?: readonly string[] | undefined;
  /** Who may read `/metrics`: this machine, or administrators with a token too. Nobody without it. */
  readonly metrics?: MetricsReaders | undefined;
  /** Connections to PostgreSQL. */
  readonly connections?: number | undefined;
  /** Where unexpected errors are told; nowhere without it. */
  readonly tell?: (error: unknown) => void;
  readonly host: string;
  readonly port: number;
  readonly now: () => Date;
  readonly progress: Progress;
  /** A store that is being opened already, by {@link storeOptions}. */
  readonly store?: Promise<Result<Store>>;
  /** Files and folders of ownership data; by default those of the example, or none. */
  readonly ownership?: readonly string[];
}

/** A server that answers. Until `loaded` people can sign in, and are told how far it is. */
export interface Listening {
  readonly address: string;
  /** Path of the one-time link of the administrator, until they have set their password. */
  readonly welcome: string | null;
  /** When everything is there; refused with the reason when it cannot be loaded. */
  readonly loaded: Promise<Result<Loaded>>;
  readonly stop: () => Promise<void>;
}

export interface Loaded {
  /** Submissions of the example that were imported now. */
  readonly added: number;
  readonly summary: readonly (readonly [string, string])[];
}

export type Started = Omit<Listening, 'loaded'> & Loaded;

/** Listens and waits until everything is loaded. Refused with the reason when one of these cannot be done. */
export async function start(options: StartOptions): Promise<Result<Started>> {
  const listening = await listen(options);
  if (!listening.ok) return listening;
  const { address, welcome, loaded, stop } = listening.value;
  const all = await loaded;
  if (!all.ok) {
    await stop();
    return all;
  }
  return ok({ address, welcome, ...all.value, stop });
}

/**
 * Opens the store and listens; loads the example when the store is empty, computes the sector and makes the cases of the example while
 * it listens. Refused with the reason when it cannot open the store or listen.
 */
export async function listen(options: StartOptions): Promise<Result<Listening>> {
  const { root, now } = options;
  const tell = options.tell ?? (() => {});
  const building = buildWeb(root);
  const opened = await (options.store ?? openStore(storeOptions(options)));
  if (!opened.ok) return opened;
  const store = opened.value;
  let stopped = false;
  const loading = new Loading('The sector is being loaded.');
  const progress: Progress = {
    get cancelled() {
      return stopped || options.progress.cancelled;
    },
    report: (step, done, total) => {
      if (step === 'Importing') loading.says(`The example sector is being loaded: ${done} of ${total} files.`);
      options.progress.report(step, done, total);
    },
  };
  const web = await building;
  const printed = web.ok ? '/print/overview' : '/';
  if (!web.ok) tell(new Error(web.reason));
  const toCome = await exampleIn(store);
  const isExample = toCome !== 'none';
  const review = isExample ? await exampleReview(root) : null;
  const asked = { store, root, printed, review, ownership: options.ownership, now, progress };
  const sight = new LivingSight(asked, loading, tell);
  // Without sign-in there are pages on the example only, and only for who sits at this machine.
  const open = (): boolean => (sight.seen?.example ?? isExample) && isLoopback(options.host);
  const sealer = await installationSealer(options.data);
  const publicUrl = options.publicUrl ?? `http://${options.host}:${options.port}`;
  const secure = publicUrl.startsWith('https:');
  const rates = options.rates ?? defaultRates;
  const server = await createServer({
    pages: () => (open() ? (sight.seen?.pages ?? []) : []),
    paths: pagePaths({ review, printed }),
    loaded: () => (open() ? (sight.seen?.loaded ?? null) : null),
    secure,
    perAddress: rates.address,
    proxies: options.proxies,
  });
  const control = (subject: Subject): readonly ControlChange[] =>
    controlChanges(sight.now.study, sight.now.ownership, subject);
  const offered = mayOfferExample({ ...options, example: isExample });
  // The cases of the example were sealed in the past.
  const past = new Date(now().getTime() - 500 * 86_400_000);
  const keeper = await installationKeeper(options.data, now(), offered ? past : now());
  const link = await firstAdministrator({ reviews: store.reviews, sealer, now });
  if (offered) {
    const added = await addExamplePeople({ store, sealer, now: now() });
    if (!added.ok) tell(new Error(added.reason));
  }
  let importing =
    toCome === 'to load' ? ('the example' as const) : toCome === 'to finish' ? ('not known yet' as const) : null;
  const api: ApiOptions = {
    store,
    sealer,
    keeper,
    example: exampleDoor(store, offered, () => importing),
    welcomePage: web.ok,
    now,
    version,
    publicUrl,
    secure,
    study: () => Promise.resolve(sight.now.study),
    control,
    oidc: options.oidc === undefined ? undefined : { ...options.oidc, publicUrl },
    evidenceLimit: 256 * 1024 * 1024,
    uploadLimit: 256 * 1024 * 1024,
    filed: () => void sight.filed().catch(options.tell),
    rates,
    privateWebhooks: false,
    loading: () => loading.doing,
    tell,
  };
  healthRoutes(server, store, () => loading.doing !== null);
  if (options.metrics !== undefined) {
    const { metricsRoute } = await import('./operations/metrics.ts');
    await metricsRoute(server, api, options.metrics);
  }
  await registerApi(server, api);
  const sectors = sectorKeeper({ store, sight: () => sight.now, now });
  const shown = await exampleDirections(root);
  if (!shown.ok) {
    await store.close();
    return shown;
  }
  await registerSectorApi(server, {
    sectors,
    guard: sectorGuard(api, { open }),
    directionsFor: directionsFor(api, () => (sight.now.example ? shown.value : [])),
    tell,
  });
  if (web.ok) await serveWeb(server, web.value.folder);
  try {
    await server.listen({ host: options.host, port: options.port });
  } catch (error) {
    await store.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    const why = code === 'EADDRINUSE' ? 'something else listens there' : 'the system does not allow it';
    return refused(`Cannot listen on ${options.host}:${options.port}: ${why}. Set PORT or HOST.`);
  }
  const bound = server.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  let worker: ReturnType<typeof startWorker> | null = null;
  let warming: Promise<void> = Promise.resolve();
  const load = async (): Promise<Result<Loaded>> => {
    const added = await loadExample(store, root, { now, progress });
    if (!added.ok) return added;
    importing = null;
    loading.says('The sector is being computed.');
    const first = await takeSight(asked);
    if (!first.ok) return first;
    sight.begin(first.value);
    if (offered && sight.now.example) {
      loading.says('The cases of the example are being made.');
      const made = await makeExampleDesk({
        store,
        sealer,
        keeper,
        study: sight.now.study,
        control: ({ subject }) => (subject === null ? [] : control(subject)),
        root,
        review,
        version,
        stopped: () => stopped,
      });
      if (!made.ok) tell(new Error(made.reason));
    }
    if (stopped) return refused('Stopped while the example was being made: the next start goes on.');
    loading.ends();
    worker = startWorker(api);
    const warm = (): void => {
      warming = warmSector(sectors, () => stopped).catch(tell);
    };
    sight.renewed = warm;
    warm();
    return ok({ added: added.value, summary: summaryOf(sight.now) });
  };
  const loaded = load();
  // Told to whoever waits for it.
  loaded.catch(() => {});
  return ok({
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    welcome: link === null ? null : `/welcome#${link}`,
    loaded,
    stop: async () => {
      stopped = true;
      await server.close();
      await loaded.catch(() => {});
      await warming;
      await worker?.stop();
      await sight.stop();
      await store.close();
    },
  });
}

function summaryOf({ loaded, overview }: Sight): Loaded['summary'] {
  const { institutions, withRegister, withInventory } = coverageOf(loaded);
  return [
    ['as of', overview.asOf],
    ['institutions', `${institutions} (${withRegister} with a register, ${withInventory} with an inventory)`],
    ...overview.groups.slice(0, 5).map((line): [string, string] => {
      const { atLeast, atMost } = line.criticalLost;
      const lost = atLeast === atMost ? atLeast : `${atLeast}–${atMost}`;
      return [line.name, `${lost} of ${overview.criticalFunctions ?? '?'} critical functions if it goes`];
    }),
  ];
}

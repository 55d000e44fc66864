import { type ControlChange, controlChanges, coverageOf, firstAdministrator } from '@underpin/app';
import { ok, type Progress, type Result, type Subject } from '@underpin/model';
import { openStore } from '@underpin/store';
import type { ApiOptions } from './api/api-options.ts';
import { registerApi } from './api/api.ts';
import { installationKeeper, installationSealer } from './api/installation-key.ts';
import { healthRoutes } from './operations/health.ts';
import { metricsRoute, type MetricsReaders } from './operations/metrics.ts';
import { startWorker } from './api/worker.ts';
import { exampleDoor, mayOfferExample } from './example/example-door.ts';
import { makeExampleDesk } from './example/make-example-desk.ts';
import { exampleDirections, loadExample } from './load-example.ts';
import { directionsFor } from './sector-api/directions-for.ts';
import { registerSectorApi } from './sector-api/sector-api.ts';
import { isLoopback, sectorGuard } from './sector-api/sector-guard.ts';
import { sectorKeeper } from './sector-api/sector-keeper.ts';
import { warmSector } from './sector-api/warm-sector.ts';
import { buildWeb } from './web/build-web.ts';
import { serveWeb } from './web/serve-web.ts';
import { createServer } from './server.ts';
import { LivingSight, takeSight } from './sight.ts';
import { version } from './version.ts';

/** Requests a minute: of a caller, sign-ins from an address, all from an address. */
export const defaultRates: ApiOptions['rates'] = { requests: 600, signIns: 20, address: 6000 };

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
  /** Files and folders of ownership data; by default those of the example, or none. */
  readonly ownership?: readonly string[];
}

export interface Started {
  readonly address: string;
  /** Submissions of the example that were imported now. */
  readonly added: number;
  /** Path of the one-time link of the administrator, until they have set their password. */
  readonly welcome: string | null;
  readonly summary: readonly (readonly [string, string])[];
  stop(): Promise<void>;
}

/** Opens the store, loads the example when it is empty, computes and listens. Refused with the reason when one of these cannot be done. */
export async function start(options: StartOptions): Promise<Result<Started>> {
  const { root, now, progress } = options;
  const building = buildWeb(root);
  const opened = await openStore({
    directory: options.data,
    database: options.database,
    databaseOwner: options.databaseOwner,
    clock: now,
    connections: options.connections,
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  const giveUp = async (refusal: Result<never>): Promise<Result<never>> => {
    await store.close();
    return refusal;
  };
  const added = await loadExample(store, root, { now, progress });
  if (!added.ok) return giveUp(added);
  let printed = '/';
  const asked = { store, root, printed: () => printed, ownership: options.ownership, now, progress };
  const web = await building;
  if (web.ok) printed = '/print/overview';
  else options.tell?.(new Error(web.reason));
  const first = await takeSight(asked);
  if (!first.ok) return giveUp(first);
  const sight = new LivingSight(first.value, asked, options.tell ?? (() => {}));
  const giveUpSight = async (refusal: Result<never>): Promise<Result<never>> => {
    await sight.stop();
    return giveUp(refusal);
  };
  // Without sign-in there are pages on the example only, and only for who sits at this machine.
  const open = (): boolean => sight.now.example && isLoopback(options.host);
  const sealer = await installationSealer(options.data);
  const publicUrl = options.publicUrl ?? `http://${options.host}:${options.port}`;
  const secure = publicUrl.startsWith('https:');
  const rates = options.rates ?? defaultRates;
  const server = await createServer({
    pages: () => (open() ? sight.now.pages : []),
    paths: first.value.pages.map(({ path }) => path),
    loaded: () => (open() ? sight.now.loaded : null),
    secure,
    perAddress: rates.address,
    proxies: options.proxies,
  });
  const control = (subject: Subject): readonly ControlChange[] =>
    controlChanges(sight.now.study, sight.now.ownership, subject);
  const offered = mayOfferExample({ ...options, example: sight.now.example });
  // The cases of the example were sealed in the past.
  const past = new Date(now().getTime() - 500 * 86_400_000);
  const keeper = await installationKeeper(options.data, now(), offered ? past : now());
  const link = await firstAdministrator({ reviews: store.reviews, sealer, now });
  if (offered) {
    const made = await makeExampleDesk({
      store,
      sealer,
      keeper,
      study: sight.now.study,
      control: ({ subject }) => (subject === null ? [] : control(subject)),
      root,
      version,
      now: now(),
    });
    if (!made.ok) options.tell?.(new Error(made.reason));
  }
  const door = exampleDoor(store, offered);
  const api: ApiOptions = {
    store,
    sealer,
    keeper,
    example: door,
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
    tell: options.tell ?? (() => {}),
  };
  healthRoutes(server, store);
  if (options.metrics !== undefined) await metricsRoute(server, api, options.metrics);
  await registerApi(server, api);
  const sectors = sectorKeeper({ store, sight: () => sight.now, now });
  const guard = sectorGuard(api, { open });
  const shown = await exampleDirections(root);
  if (!shown.ok) return giveUp(shown);
  await registerSectorApi(server, {
    sectors,
    guard,
    directionsFor: directionsFor(api, () => (sight.now.example ? shown.value : [])),
    tell: api.tell,
  });
  if (web.ok) await serveWeb(server, web.value.folder);
  try {
    await server.listen({ host: options.host, port: options.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    const why = code === 'EADDRINUSE' ? 'something else listens there' : 'the system does not allow it';
    return giveUpSight({
      ok: false,
      reason: `Cannot listen on ${options.host}:${options.port}: ${why}. Set PORT or HOST.`,
    });
  }
  const bound = server.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  const worker = startWorker(api);
  let stopped = false;
  let warming: Promise<void> = Promise.resolve();
  const warm = (): void => {
    warming = warmSector(sectors, () => stopped).catch(api.tell);
  };
  sight.renewed = warm;
  warm();
  const { loaded, overview } = sight.now;
  const coverage = coverageOf(loaded);
  return ok({
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    added: added.value,
    welcome: link === null ? null : `/welcome#${link}`,
    summary: [
      ['as of', overview.asOf],
      [
        'institutions',
        `${coverage.institutions} (${coverage.withRegister} with a register, ${coverage.withInventory} with an inventory)`,
      ],
      ...overview.groups.slice(0, 5).map((line): [string, string] => {
        const { atLeast, atMost } = line.criticalLost;
        return [
          line.name,
          `${atLeast === atMost ? atLeast : `${atLeast}–${atMost}`} of ${overview.criticalFunctions ?? '?'} critical functions if it goes`,
        ];
      }),
    ],
    stop: async () => {
      stopped = true;
      await server.close();
      await warming;
      await worker.stop();
      await sight.stop();
      await store.close();
    },
  });
}

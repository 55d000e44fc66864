import { controlChanges, coverageOf, firstAdministrator } from '@underpin/app';
import { ok, type Progress, type Result } from '@underpin/model';
import { openStore } from '@underpin/store';
import type { ApiOptions } from './api/api-options.ts';
import { registerApi } from './api/api.ts';
import { installationKeeper, installationSealer } from './api/installation-key.ts';
import { startWorker } from './api/worker.ts';
import { loadExample } from './load-example.ts';
import { registerSectorApi } from './sector-api/sector-api.ts';
import { isLoopback, sectorGuard } from './sector-api/sector-guard.ts';
import { sectorKeeper } from './sector-api/sector-keeper.ts';
import { buildWeb } from './web/build-web.ts';
import { serveWeb } from './web/serve-web.ts';
import { createServer } from './server.ts';
import { LivingSight, takeSight } from './sight.ts';
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
  const server = createServer({
    pages: () => (open() ? sight.now.pages : []),
    paths: first.value.pages.map(({ path }) => path),
    loaded: () => (open() ? sight.now.loaded : null),
  });
  const sealer = await installationSealer(options.data);
  const publicUrl = options.publicUrl ?? `http://${options.host}:${options.port}`;
  const api: ApiOptions = {
    store,
    sealer,
    keeper: await installationKeeper(options.data, now()),
    now,
    version,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    study: () => Promise.resolve(sight.now.study),
    control: (subject) => controlChanges(sight.now.study, sight.now.ownership, subject),
    oidc: options.oidc === undefined ? undefined : { ...options.oidc, publicUrl },
    evidenceLimit: 256 * 1024 * 1024,
    uploadLimit: 256 * 1024 * 1024,
    filed: () => void sight.filed().catch(options.tell),
    rates: { requests: 600, signIns: 20 },
    privateWebhooks: false,
    tell: options.tell ?? (() => {}),
  };
  await registerApi(server, api);
  const sectors = sectorKeeper({ store, sight: () => sight.now, now });
  const guard = sectorGuard(api, { open });
  await registerSectorApi(server, { sectors, guard, tell: api.tell });
  const link = await firstAdministrator({ reviews: store.reviews, sealer, now });
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
      await server.close();
      await worker.stop();
      await sight.stop();
      await store.close();
    },
  });
}

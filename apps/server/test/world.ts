import {
  firstAdministrator,
  newSecret,
  newSigningKey,
  readSigner,
  sealerOf,
  sha256,
  type Store,
  useLink,
} from '@underpin/app';
import { createClient, type Fetch, type PartyKind, rolesOf } from '@underpin/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import type { ApiOptions } from '../src/api/api-options.ts';
import { registerApi } from '../src/api/api.ts';

export type Client = ReturnType<typeof createClient>;
export const adminPassword = 'correct horse battery staple';

/** A server on a real store, asked over HTTP without a socket. */
export interface World {
  readonly server: FastifyInstance;
  readonly store: Store;
  readonly options: ApiOptions;
  readonly errors: unknown[];
  clock: Date;
  readonly admin: Client;
  /** A client of a new person of a party; the party is made when it is not there. */
  readonly join: (party: string, kind: PartyKind, lei?: string) => Promise<Client & { readonly personId: string }>;
}

/** Asks the server in the process itself. */
export function fetchOf(server: FastifyInstance, more: Record<string, string> = {}): Fetch {
  return async (url, init) => {
    const response = await server.inject({
      method: init.method as 'GET',
      url,
      headers: { ...more, ...init.headers },
      ...(init.body === undefined
        ? {}
        : { payload: typeof init.body === 'string' ? init.body : Buffer.from(init.body) }),
    });
    return {
      status: response.statusCode,
      headers: { get: (name) => response.headers[name]?.toString() ?? null },
      json: () => Promise.resolve(JSON.parse(response.body) as unknown),
      arrayBuffer: () => Promise.resolve(Uint8Array.from(response.rawPayload).buffer),
    };
  };
}

/** The value of an answer that must be good. */
export function good<T>(
  answer:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly status: number; readonly problem: unknown },
): T {
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(answer.problem)}`);
  return answer.value;
}

function testKeeper(): ApiOptions['keeper'] {
  const valid = { validFrom: '2026-01-01T00:00:00.000Z', validTo: '2036-01-01T00:00:00.000Z' };
  const made = newSigningKey({ owner: 'keeper', ...valid });
  const signer = made.ok ? readSigner(made.value.privatePem, JSON.stringify(made.value.record)) : made;
  if (!signer.ok) throw new Error(signer.reason);
  return signer.value;
}

export async function makeWorld(store: Store, more: Partial<ApiOptions> = {}): Promise<World> {
  const errors: unknown[] = [];
  const options: ApiOptions = {
    store,
    sealer: sealerOf(new Uint8Array(32).fill(7)),
    keeper: testKeeper(),
    now: () => world.clock,
    version: '0.0.0',
    publicUrl: 'http://localhost:4600',
    secure: false,
    study: () => Promise.resolve(null),
    control: () => [],
    evidenceLimit: 1_000_000,
    uploadLimit: 10_000_000,
    filed: () => {},
    rates: { requests: 1_000_000, signIns: 1_000_000 },
    privateWebhooks: true,
    tell: (error) => errors.push(error),
    ...more,
  };
  const server = Fastify({ logger: false, bodyLimit: 1_048_576 });
  await registerApi(server, options);
  const tokenFor = async (person: string): Promise<string> => {
    const secret = newSecret();
    const token = {
      id: crypto.randomUUID(),
      person,
      name: 'test',
      scope: 'write',
      secretSha256: sha256(secret),
    } as const;
    const row = { ...token, createdAt: '2026-01-01T00:00:00Z', expiresAt: '2099-01-01T00:00:00Z', lastUsedAt: null };
    await store.reviews.door((records) => records.insert('token', row));
    return secret;
  };
  const clientOf = (token: string): Client => createClient({ baseUrl: '', fetch: fetchOf(server), token });
  const world: World = {
    server,
    store,
    options,
    errors,
    clock: new Date('2026-03-02T08:00:00.000Z'),
    admin: undefined as unknown as Client,
    async join(party, kind, lei) {
      const made = await this.admin.addParty({ body: { id: party, kind, name: `Party ${party}`, lei: lei ?? null } });
      if (!made.ok && made.status !== 409) throw new Error(JSON.stringify(made.problem));
      const roles = [...rolesOf[kind]];
      const login = `${crypto.randomUUID()}@example.org`;
      const { person } = good(
        await this.admin.addPerson({ body: { party, name: `Person of ${party}`, login, roles } }),
      );
      return { ...clientOf(await tokenFor(person.id)), personId: person.id };
    },
  };
  const link = await firstAdministrator({ reviews: store.reviews, sealer: options.sealer, now: options.now });
  if (link !== null) {
    await useLink(
      { reviews: store.reviews, sealer: options.sealer, now: options.now },
      { token: link, password: adminPassword },
    );
  }
  const found = await store.reviews.door((records) => records.list('person', { where: { login: 'administrator' } }));
  return Object.assign(world, { admin: clientOf(await tokenFor(found.items[0]?.id ?? '')) });
}

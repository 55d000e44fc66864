import type { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { type EndpointName, type Endpoints, endpoints } from './endpoints.ts';
import type { Problem } from './problem.ts';

/** What the client needs of `fetch`: the platform's own fits. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string | Uint8Array },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
}>;

export interface ClientOptions {
  /** Where the server is, such as "https://underpin.example"; without a slash at the end. */
  readonly baseUrl: string;
  readonly fetch: Fetch;
  /** API token; without one the platform's cookies count, and `csrf` goes with every change. */
  readonly token?: string;
  readonly csrf?: string;
}

type Wants<E, K extends string, As extends string = K> = E extends { readonly [P in K]: infer S extends z.ZodType }
  ? { readonly [P in As]: Loosely<z.input<S>> }
  : unknown;
/** What is sent is only read. */
type Loosely<T> = T extends readonly (infer Item)[]
  ? readonly Loosely<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Loosely<T[K]> }
    : T;
type WantsQuery<E> = E extends { readonly query: infer S extends z.ZodType }
  ? Partial<Record<never, never>> extends z.input<S>
    ? { readonly query?: z.input<S> }
    : { readonly query: z.input<S> }
  : unknown;
type WantsMatch<E> = E extends { readonly ifMatch: true } ? { readonly ifMatch: number } : unknown;
type WantsFile<E> = E extends { readonly bodyFile: true } ? { readonly file: Uint8Array } : unknown;

/** What a call of an endpoint is given. */
export type Call<E> = Wants<E, 'params'> &
  WantsQuery<E> &
  Wants<E, 'body'> &
  WantsMatch<E> &
  WantsFile<E> & { readonly idempotencyKey?: string };

type Given<E> = E extends { readonly response: infer S extends z.ZodType }
  ? z.output<S>
  : E extends { readonly response: 'file' }
    ? Uint8Array
    : undefined;

/** Done, with the answer; or not, with the problem. Only a broken connection throws. */
export type Answer<E> =
  | { readonly ok: true; readonly status: number; readonly value: Given<E> }
  | { readonly ok: false; readonly status: number; readonly problem: Problem };

type Client = { readonly [N in EndpointName]: (call: Call<Endpoints[N]>) => Promise<Answer<Endpoints[N]>> };

/**
 * A client of the server, with one function for each endpoint, by its name.
 *
 * @example
 * const client = createClient({ baseUrl: 'http://127.0.0.1:4600', fetch, token });
 * const cases = await client.listCases({ query: { state: 'open' } });
 * if (cases.ok) for (const one of cases.value.items) print(one.title);
 */
export function createClient(options: ClientOptions): Client {
  const entries = Object.entries(endpoints).map(([name, endpoint]) => [
    name,
    (call: Loose) => ask(options, endpoint, call),
  ]);
  return Object.fromEntries(entries) as Client;
}

interface Loose {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly file?: Uint8Array;
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
}

async function ask(options: ClientOptions, endpoint: Endpoint, call: Loose): Promise<Answer<unknown>> {
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(call.params?.[name] ?? ''));
  const query = Object.entries(call.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
  if (options.csrf !== undefined && endpoint.method !== 'GET') headers['x-csrf-token'] = options.csrf;
  if (call.ifMatch !== undefined) headers['if-match'] = `"${call.ifMatch}"`;
  if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey;
  let body: string | Uint8Array | undefined;
  if (call.file !== undefined) {
    headers['content-type'] = 'application/octet-stream';
    body = call.file;
  } else if (call.body !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(call.body);
  }
  const url = `${options.baseUrl}/api/v1${path}${query === '' ? '' : `?${query}`}`;
  const given = await options.fetch(url, { method: endpoint.method, headers, ...(body === undefined ? {} : { body }) });
  const { status } = given;
  if (status >= 400) return { ok: false, status, problem: (await given.json()) as Problem };
  if (endpoint.response === 'file') {
    return { ok: true, status, value: new Uint8Array(await given.arrayBuffer()) as never };
  }
  if (endpoint.response === 'nothing' || endpoint.response === 'events') {
    return { ok: true, status, value: undefined as never };
  }
  return { ok: true, status, value: (await given.json()) as never };
}

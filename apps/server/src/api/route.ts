import { Readable } from 'node:stream';
import { type Caller, type Desk, type Outcome, problemOf, sha256 } from '@underpin/app';
import { type Endpoint, type EndpointName, endpoints, type Endpoints, problemsOf } from '@underpin/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type ApiOptions, doorOf } from './api-options.ts';
import { callerOf, whyNot } from './caller.ts';
import { oddTextIn } from './odd-text.ts';
import { sendLoading, sendProblem } from './problems.ts';

type Parsed<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined;
type Sent<E> = E extends { readonly response: infer S extends z.ZodType } ? z.input<S> : unknown;

/** A request that was understood. */
export interface Asked<N extends EndpointName> {
  readonly params: Parsed<Endpoints[N], 'params'>;
  readonly query: Parsed<Endpoints[N], 'query'>;
  readonly body: Parsed<Endpoints[N], 'body'>;
  /** Version that If-Match names; 0 where the endpoint wants none. */
  readonly ifMatch: number;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
export type Handler<N extends EndpointName> = (desk: Desk, asked: Asked<N>) => Promise<Outcome<Sent<Endpoints[N]>>>;
export type CallerHandler<N extends EndpointName> = (
  caller: Caller,
  asked: Asked<N>,
) => Promise<Outcome<Sent<Endpoints[N]>>>;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Ties endpoints of the contract to what does them. */
export class Routes {
  readonly options: ApiOptions;
  readonly #server: FastifyInstance;
  /** Counts requests with wrong credentials by address, so that tokens cannot be guessed one after the other. */
  readonly #guesses: ReturnType<FastifyInstance['createRateLimit']>;
  readonly done = new Set<EndpointName>();

  constructor(server: FastifyInstance, options: ApiOptions) {
    this.#server = server;
    this.options = options;
    const { requests } = options.rates;
    this.#guesses = server.createRateLimit({
      max: requests,
      timeWindow: 60_000,
      keyGenerator: ({ ip }) => `guess ${ip}`,
    });
  }

  /** Done inside one transaction, as the caller's party; a refusal rolls it back. */
  acting<N extends EndpointName>(name: N, handler: Handler<N>): void {
    this.caller(name, (caller, asked) => this.#inTransaction(name, caller, asked, (desk) => handler(desk, asked)));
  }

  /**
   * As {@link acting}, with work before the transaction that takes long and changes nothing. Its refusal counts only inside,
   * so that a request that was done already is answered as before.
   */
  actingAfter<N extends EndpointName, P>(
    name: N,
    before: (caller: Caller, asked: Asked<N>) => Promise<Outcome<P>>,
    handler: (desk: Desk, asked: Asked<N>, prepared: P) => Promise<Outcome<Sent<Endpoints[N]>>>,
  ): void {
    this.caller(name, async (caller, asked) => {
      const prepared = await before(caller, asked);
      return this.#inTransaction(name, caller, asked, async (desk) =>
        prepared.ok ? handler(desk, asked, prepared.value) : prepared,
      );
    });
  }

  /** For whoever is signed in, outside a transaction. */
  caller<N extends EndpointName>(name: N, handler: CallerHandler<N>): void {
    this.#route(name, (asked) => {
      const { caller } = asked.request;
      if (caller === null) throw new Error(`${name} is open to anyone, but wants a caller`);
      return handler(caller, asked);
    });
  }

  /** For anyone. */
  anyone<N extends EndpointName>(
    name: N,
    handler: (asked: Asked<N>) => Promise<Outcome<Sent<Endpoints[N]>>>,
    pace: 'as sign-in' | 'often' = 'as sign-in',
  ): void {
    this.#route(name, handler, pace);
  }

  /** Looks at records as the caller's party sees them, outside of {@link acting}. */
  asCaller<T>(caller: Caller, work: (desk: Desk) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const { store, sealer, now } = this.options;
    return store.reviews.as(
      caller.acting,
      (records) => work({ records, acting: caller.acting, sealer, now: now().toISOString() }),
      (outcome) => outcome.ok,
    );
  }

  async #inTransaction<T>(
    name: EndpointName,
    caller: Caller,
    asked: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    work: (desk: Desk) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const given = asked.request.headers['idempotency-key'];
    if (endpoints[name].method !== 'POST' || typeof given !== 'string') return this.asCaller(caller, work);
    if (!/^[\x21-\x7e]{8,200}$/.test(given)) {
      return problemOf('invalid', 'An idempotency key has 8 to 200 printable characters without spaces.');
    }
    const person = caller.acting.person;
    const id = sha256(`${person}\n${given}`);
    const { url, body, headers } = asked.request;
    const requestSha256 = sha256(JSON.stringify([name, url, body ?? null, headers['if-match'] ?? null]));
    const again = async (desk: Desk): Promise<Outcome<T> | null> => {
      const known = await desk.records.get('idempotency', id);
      if (known === null) return null;
      if (known.requestSha256 !== requestSha256) {
        return problemOf('key reused', 'Use a new key for another request.');
      }
      asked.reply.header('idempotent-replay', 'true');
      return { ok: true, value: known.body as T };
    };
    return this.asCaller(caller, async (desk) => {
      const { status } = endpoints[name];
      const record = { id, person, requestSha256, status, createdAt: desk.now };
      // Taken before the work: the same key at the same time waits here for the one that came first.
      if (!(await desk.records.insert('idempotency', { ...record, body: null }))) {
        return (await again(desk)) ?? problemOf('conflict', 'The same request is being done. Try again.');
      }
      const outcome = await work(desk);
      if (outcome.ok) await desk.records.update('idempotency', { id }, { body: outcome.value ?? null });
      return outcome;
    });
  }

  #route<N extends EndpointName>(
    name: N,
    work: (asked: Asked<N>) => Promise<Outcome<unknown>>,
    pace: 'as sign-in' | 'often' = 'as sign-in',
  ): void {
    this.done.add(name);
    const endpoint: Endpoint = endpoints[name];
    const { options } = this;
    this.#server.route({
      method: endpoint.method,
      url: endpoint.path,
      schema: {
        ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
        ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
        ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
        ...(typeof endpoint.response === 'string' ? {} : { response: { [endpoint.status]: endpoint.response } }),
      },
      ...(endpoint.roles === 'anyone'
        ? {
            config: {
              rateLimit: {
                max: pace === 'often' ? options.rates.requests : options.rates.signIns,
                timeWindow: 60_000,
                keyGenerator: ({ ip }) => `door ${ip}`,
              },
            },
          }
        : {}),
      // After the limit on requests, before anything of the body is read.
      preParsing: async (request, reply) => {
        if (endpoint.roles === 'anyone') return;
        request.caller = await callerOf(doorOf(options), request);
        if (request.caller === null) {
          const { isExceeded = false } = { ...(await this.#guesses(request)) } as { isExceeded?: boolean };
          return isExceeded
            ? sendProblem(reply, 'too many', 'Wait a minute before you try another token.')
            : sendProblem(reply, 'signed out', 'Sign in, or send an API token.');
        }
        const reason = whyNot(endpoint, request.caller, request);
        if (reason !== null) return sendProblem(reply, 'forbidden', reason);
        const loading = options.loading?.() ?? null;
        if (loading !== null && endpoint.path !== endpoints.getSession.path) return sendLoading(reply, loading);
      },
      handler: async (request, reply) => {
        let ifMatch = 0;
        if (endpoint.ifMatch) {
          const [, version] = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '') ?? [];
          if (version === undefined) {
            return sendProblem(reply, 'version missing', 'Send the ETag that you were given as If-Match.');
          }
          ifMatch = Number(version);
        }
        const { params, query, body } = request;
        const odd =
          oddTextIn(params, 'params') ??
          oddTextIn(query, 'querystring') ??
          (endpoint.bodyFile ? null : oddTextIn(body, 'body'));
        if (odd !== null) return sendProblem(reply, 'invalid', `Correct "${odd}": it holds a character that is none.`);
        const asked = { params, query, body, ifMatch, request, reply } as unknown as Asked<N>;
        const outcome = await work(asked);
        if (!outcome.ok) {
          if (!problemsOf(endpoint).includes(outcome.kind)) {
            throw new Error(`${name} answers "${outcome.kind}", which its contract does not name`);
          }
          return sendProblem(reply, outcome.kind, outcome.reason);
        }
        if (reply.sent || endpoint.response === 'events') return reply;
        reply.code(endpoint.status);
        if (endpoint.response === 'nothing') return reply.send();
        if (endpoint.response === 'file') return reply.send(Readable.from(outcome.value as AsyncIterable<Uint8Array>));
        const { version } = outcome.value as { version?: unknown };
        if (typeof version === 'number') reply.header('etag', `"${version}"`);
        return reply.send(outcome.value);
      },
    });
  }
}

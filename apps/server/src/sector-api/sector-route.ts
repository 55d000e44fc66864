import {
  type Endpoint,
  endpoints,
  type Endpoints,
  problem,
  type ProblemKind,
  type sectorEndpoints,
} from '@underpin/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { IsoDate } from '@underpin/model';
import type { SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';

export type SectorEndpointName = keyof typeof sectorEndpoints;
type Parsed<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined;
type Sent<E> = E extends { readonly response: infer S extends z.ZodType } ? z.input<S> : unknown;

/** A request that was understood. */
export interface SectorAsked<N extends SectorEndpointName> {
  readonly params: Parsed<Endpoints[N], 'params'>;
  readonly query: Parsed<Endpoints[N], 'query'>;
  readonly body: Parsed<Endpoints[N], 'body'>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
export type SectorOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string; readonly kind?: ProblemKind };
export type SectorHandler<N extends SectorEndpointName> = (
  context: SectorContext,
  asked: SectorAsked<N>,
) => SectorOutcome<Sent<Endpoints[N]>> | Promise<SectorOutcome<Sent<Endpoints[N]>>>;

/** Ties an endpoint of the contract to what answers it, on the date that the query names. A refusal without a kind is an invalid request. */
export function sectorRoute<N extends SectorEndpointName>(
  server: FastifyInstance,
  sectors: SectorKeeper,
  name: N,
  handler: SectorHandler<N>,
  options: { readonly bodyLimit?: number } = {},
): void {
  const endpoint: Endpoint = endpoints[name];
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    ...options,
    config: { sectorEndpoint: name },
    schema: {
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      ...(typeof endpoint.response === 'string' ? {} : { response: { [endpoint.status]: endpoint.response } }),
    },
    handler: async (request, reply) => {
      const { params, query, body } = request;
      const context = await sectors.at((query as { at?: IsoDate } | undefined)?.at);
      if (!context.ok) return refuse(reply, 'not found', context.reason);
      const outcome = await handler(context.value, {
        params,
        query,
        body,
        request,
        reply,
      } as unknown as SectorAsked<N>);
      if (!outcome.ok) return refuse(reply, outcome.kind ?? 'invalid', outcome.reason);
      // Events have been sent already.
      if (reply.sent) return reply;
      return reply.code(endpoint.status).send(outcome.value);
    },
  });
}

/** Answers with a problem (RFC 9457). */
export function refuse(
  reply: FastifyReply,
  kind: ProblemKind,
  detail: string,
  errors?: { at: string; message: string }[],
): FastifyReply {
  const body = problem(kind, detail, errors);
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

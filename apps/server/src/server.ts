import type { LoadedSector } from '@underpin/app';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { version } from './version.ts';

/** A page that is made when it is first asked for, and kept. `html` is null when it cannot be made. */
export interface Page {
  readonly path: string;
  readonly html: () => string | null;
}

export interface ServerOptions {
  /** Pages that anybody may read now. Their paths are among `paths`. */
  readonly pages: () => readonly Page[];
  readonly paths: readonly string[];
  /** What `/health` tells of; null when that is nobody's business without sign-in. */
  readonly loaded: () => Pick<LoadedSector, 'sector'> | null;
  /** Whether browsers reach this server by HTTPS only. */
  readonly secure?: boolean;
  /** Requests a minute from one address, whoever asks; without it no limit. */
  readonly perAddress?: number;
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  readonly proxies?: readonly string[] | undefined;
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The pages over HTTP, with headers that let no page load anything from elsewhere. Listens on nothing by itself. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { pages, paths, loaded, secure = false, perAddress, proxies = [] } = options;
  const server = Fastify({
    logger: false,
    trustProxy: proxies.length === 0 ? false : [...proxies],
    bodyLimit: 1_048_576,
    requestTimeout: 300_000,
  });
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
    });
  });
  if (perAddress !== undefined) {
    await server.register(rateLimit, {
      max: perAddress,
      timeWindow: 60_000,
      keyGenerator: ({ ip }) => ip,
      errorResponseBuilder: () => Object.assign(new Error('Too many requests'), { statusCode: 429 }),
    });
  }
  for (const path of paths) {
    server.get(path, (_request, reply) => {
      const html = pages()
        .find((one) => one.path === path)
        ?.html();
      return html === undefined || html === null
        ? reply.callNotFound()
        : reply.type('text/html; charset=utf-8').send(html);
    });
  }
  server.get('/health', () => {
    const sector = loaded()?.sector;
    return {
      status: 'ok',
      version,
      ...(sector === undefined ? {} : { asOf: sector.asOf, submissions: sector.submissions.length }),
    };
  });
  server.setNotFoundHandler((_request, reply) => {
    const links = pages()
      .map(({ path }) => `<li><a href="${path}">${path}</a></li>`)
      .join('');
    return reply
      .code(404)
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title><h1>There is no page here</h1><p>Pages that there are:</p><ul>${links}</ul></html>`,
      );
  });
  server.setErrorHandler((error, _request, reply) => {
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    return reply
      .code(status)
      .type('text/plain; charset=utf-8')
      .send(
        status === 429
          ? 'Too many requests from this address: wait a minute'
          : status < 500
            ? 'The request cannot be understood'
            : 'Underpin made a mistake',
      );
  });
  return server;
}

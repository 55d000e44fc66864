import type { LoadedSector } from '@underpin/app';
import Fastify, { type FastifyInstance } from 'fastify';
import { version } from './version.ts';

/** A page that is made once and kept; `etag` lets browsers keep it too. */
export interface Page {
  readonly path: string;
  readonly html: string;
}

export interface ServerOptions {
  /** Pages that anybody may read now. Their paths are among `paths`. */
  readonly pages: () => readonly Page[];
  readonly paths: readonly string[];
  /** What `/health` tells of; null when that is nobody's business without sign-in. */
  readonly loaded: () => Pick<LoadedSector, 'sector'> | null;
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The pages over HTTP, with headers that let no page load anything from elsewhere. Listens on nothing by itself. */
export function createServer({ pages, paths, loaded }: ServerOptions): FastifyInstance {
  const server = Fastify({ logger: false, trustProxy: false, bodyLimit: 1_048_576, requestTimeout: 300_000 });
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
  for (const path of paths) {
    server.get(path, (_request, reply) => {
      const page = pages().find((one) => one.path === path);
      return page === undefined ? reply.callNotFound() : reply.type('text/html; charset=utf-8').send(page.html);
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
      .send(status < 500 ? 'The request cannot be understood' : 'Underpin made a mistake');
  });
  return server;
}

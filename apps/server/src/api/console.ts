import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const files = [
  ['/api', 'console.html', 'text/html; charset=utf-8'],
  ['/api/console.js', 'console.js', 'text/javascript; charset=utf-8'],
  ['/api/console.css', 'console.css', 'text/css; charset=utf-8'],
  ['/welcome', 'welcome.html', 'text/html; charset=utf-8'],
  ['/api/welcome.js', 'welcome.js', 'text/javascript; charset=utf-8'],
] as const;

/** The page to try the API, and the page that a one-time link opens. They load nothing from elsewhere. */
export function consoleRoutes(server: FastifyInstance, welcomePage: boolean): void {
  for (const [path, file, type] of files) {
    if (welcomePage && path === '/welcome') continue;
    const body = readFileSync(join(import.meta.dirname, '../../pages', file));
    server.get(path, (_request, reply) =>
      reply.header('content-security-policy', policy).header('cache-control', 'no-cache').type(type).send(body),
    );
  }
}

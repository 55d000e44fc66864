import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** First parts of the addresses that the pages in the browser answer to. */
export const webPaths = [
  'register',
  'changes',
  'reliance',
  'what-if',
  'programme',
  'control',
  'check',
  'market',
  'sign-in',
  'signed-in',
  'welcome',
  'account',
  'cases',
  'received',
  'directions',
  'trials',
  'programmes',
  'ledger',
  'administration',
] as const;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
const workerPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'";
const compress = promisify(brotliCompress);

/** Serves the built pages: files by their hashed names for ever, and the one document with a fresh nonce for its styles. */
export async function serveWeb(server: FastifyInstance, folder: string): Promise<void> {
  const document = await readFile(join(folder, 'index.html'), 'utf8');
  const send = (reply: FastifyReply): FastifyReply => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .headers({ 'content-security-policy': policy(nonce), 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(document.replaceAll('%NONCE%', nonce));
  };
  server.get('/', (_request, reply) => send(reply));
  for (const path of webPaths) {
    server.get(`/${path}`, (_request, reply) => send(reply));
    server.get(`/${path}/*`, (_request, reply) => send(reply));
  }
  // An address that there is not: told by the pages, in their language and with their navigation.
  server.get('/*', (request, reply) => {
    const asksForPage =
      request.headers.accept?.includes('text/html') === true && !/^\/(api|assets)\//.test(request.url);
    return asksForPage ? send(reply.code(404)) : reply.callNotFound();
  });
  for (const name of await readdir(join(folder, 'assets'))) {
    const bytes = await readFile(join(folder, 'assets', name));
    const type = types[extname(name)] ?? 'application/octet-stream';
    const text = /^(text|application\/json|image\/svg)/.test(type);
    let small: Promise<Buffer> | null = null;
    server.get(`/assets/${name}`, async (request, reply) => {
      reply.headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }).type(type);
      // A worker is bound by the policy of its own script, not by that of the page.
      if (extname(name) === '.js') reply.header('content-security-policy', workerPolicy);
      if (!text || !String(request.headers['accept-encoding']).includes('br')) return reply.send(bytes);
      small ??= compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
      return reply.header('content-encoding', 'br').send(await small);
    });
  }
}

/** Scripts only from here, never inline; styles from here or with the nonce of this answer. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

import type { FastifyReply } from 'fastify';

/** A file that somebody brought: never shown by the browser as a page of this site, whatever is in it. */
export function asDownload(reply: FastifyReply, name: string, bytes: number | null): void {
  reply.headers({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    ...(bytes === null ? {} : { 'content-length': String(bytes) }),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
}

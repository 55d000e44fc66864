import { checkApart } from '@underpin/app';
import type { FastifyInstance } from 'fastify';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute } from './sector-route.ts';

const bodyLimit = 64 * 1024 * 1024;
const timeLimitSeconds = 60;
const atOnce = 2;
const findingsTold = 1000;

export function checkRoutes(server: FastifyInstance, sectors: SectorKeeper): void {
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
  let running = 0;
  sectorRoute(
    server,
    sectors,
    'checkPackage',
    async ({ now }, { query: { name }, request }) => {
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        return { ok: false, reason: 'There is nothing to check: send the file as the body.' };
      if (running >= atOnce)
        return { ok: false, kind: 'too many', reason: 'Other files are being checked. Try again in a few seconds.' };
      running += 1;
      try {
        const work = { name, bytes: new Uint8Array(request.body), today: now().toISOString().slice(0, 10) };
        const checked = await checkApart(work, timeLimitSeconds);
        if (!checked.ok) return { ...checked, kind: 'too large' };
        const { findings, path: _path, ...told } = checked.value;
        const more = Math.max(0, findings.length - findingsTold);
        return {
          ok: true,
          value: { ...told, counts: { ...told.counts }, findings: findings.slice(0, findingsTold), more },
        };
      } finally {
        running -= 1;
      }
    },
    { bodyLimit },
  );
}

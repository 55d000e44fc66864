import { Worker } from 'node:worker_threads';
import type { CheckedSubmission } from '@underpin/app';
import type { FastifyInstance } from 'fastify';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute, type SectorOutcome } from './sector-route.ts';

const bodyLimit = 64 * 1024 * 1024;
const timeLimit = 60_000;
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
        const checked = await checkApart(name, request.body, now().toISOString().slice(0, 10));
        if (!checked.ok) return checked;
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

/** Checks in a thread of its own, which is ended when it takes too long or too much. */
function checkApart(name: string, bytes: Buffer, today: string): Promise<SectorOutcome<CheckedSubmission>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), {
      workerData: { name, bytes: new Uint8Array(bytes), today },
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const late = setTimeout(() => {
      void worker.terminate();
      const reason = 'Checking this file takes longer than a minute here: use "underpin check" on the command line.';
      resolve({ ok: false, kind: 'too large', reason });
    }, timeLimit);
    worker.once('message', (checked: CheckedSubmission) => resolve({ ok: true, value: checked }));
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
      const reason = 'This file needs more memory than is given here: use "underpin check" on the command line.';
      resolve({ ok: false, kind: 'too large', reason });
    });
    worker.once('exit', () => clearTimeout(late));
  });
}

import type { Store, StoreHealth } from '@underpin/app';
import type { FastifyInstance } from 'fastify';

const keptMs = 1000;

/**
 * `/healthz/live` says that the process answers, `/healthz/ready` (and `/healthz`) whether it can do its work: 503 while the
 * database does not answer, the disk takes nothing or the sector is still being loaded. Asked often, it asks the store once a second.
 */
export function healthRoutes(
  server: FastifyInstance,
  store: Pick<Store, 'health'>,
  loading = (): boolean => false,
): void {
  let asked = -Infinity;
  let last: Promise<StoreHealth> | null = null;
  const health = (): Promise<StoreHealth> => {
    if (last === null || performance.now() - asked > keptMs) {
      asked = performance.now();
      last = store.health();
    }
    return last;
  };
  server.get('/healthz/live', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  for (const path of ['/healthz', '/healthz/ready']) {
    server.get(path, async (_request, reply) => {
      const { database, files } = await health();
      const works = database === null && files === null;
      const ready = works && !loading();
      return reply
        .code(ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({
          status: ready ? 'ok' : works ? 'loading' : 'unavailable',
          database: database ?? 'ok',
          files: files ?? 'ok',
        });
    });
  }
}

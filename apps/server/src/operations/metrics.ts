import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { FastifyInstance } from 'fastify';
import { type ApiOptions, doorOf } from '../api/api-options.ts';
import { callerOf } from '../api/caller.ts';
import { isLoopback } from '../sector-api/sector-guard.ts';

/** `loopback`: whoever asks from this machine; `administrators`: also administrators with an API token, from anywhere. */
export type MetricsReaders = 'loopback' | 'administrators';

/** `GET /metrics` in the text format of Prometheus. Labels are routes and statuses, never what was asked. */
export async function metricsRoute(
  server: FastifyInstance,
  options: ApiOptions,
  readers: MetricsReaders,
): Promise<void> {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const labelNames = ['method', 'route', 'status'] as const;
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer',
    labelNames,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const running = new Gauge({ name: 'http_requests_in_progress', help: 'Requests under way', registers });
  const errors = new Counter({
    name: 'underpin_store_unavailable_total',
    help: 'Answers with 503: the database or the disk could not',
    registers,
  });
  const jobs = new Gauge({ name: 'underpin_jobs', help: 'Jobs by state', labelNames: ['state'], registers });
  const deliveries = new Gauge({
    name: 'underpin_webhook_deliveries_waiting',
    help: 'Messages to webhooks that are not delivered yet',
    registers,
  });
  const ledger = new Gauge({ name: 'underpin_ledger_entries', help: 'Entries of the ledger', registers });
  const free = new Gauge({ name: 'underpin_disk_free_bytes', help: 'Room on the disk of the data folder', registers });
  const up = new Gauge({
    name: 'underpin_ready',
    help: '1 where it answers, 0 where not',
    labelNames: ['part'],
    registers,
  });
  new Gauge({ name: 'underpin_build_info', help: 'Version', labelNames: ['version'], registers }).set(
    { version: options.version },
    1,
  );

  server.addHook('onRequest', async (_request, reply) => {
    running.inc();
    reply.raw.once('close', () => running.dec());
  });
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const status = String(reply.statusCode);
    duration.observe({ method, route: routeOptions.url ?? 'none', status }, reply.elapsedTime / 1000);
    if (reply.statusCode === 503) errors.inc();
  });

  server.get('/metrics', async (request, reply) => {
    const local = isLoopback(request.ip) && request.headers['x-forwarded-for'] === undefined;
    if (!local) {
      const caller = readers === 'administrators' ? await callerOf(doorOf(options), request) : null;
      if (caller === null) return reply.callNotFound();
      if (!caller.acting.roles.includes('administrator')) return reply.callNotFound();
    }
    const { database, files, freeBytes } = await options.store.health();
    up.set({ part: 'database' }, database === null ? 1 : 0);
    up.set({ part: 'files' }, files === null ? 1 : 0);
    free.set(freeBytes);
    if (database === null) {
      const now = await options.store.reviews.worker((records) => records.figures());
      jobs.reset();
      for (const [state, count] of Object.entries(now.jobs)) jobs.set({ state }, count);
      deliveries.set(now.deliveriesWaiting);
      ledger.set(now.ledgerEntries);
    }
    return reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
}

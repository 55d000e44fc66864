import { addWebhook, askForJob, done, notFound, notNowFor, problemOf } from '@underpin/app';
import { pageOf } from '../page-of.ts';
import { isPrivateAddress } from '../post-webhook.ts';
import type { Routes } from '../route.ts';
import { pause } from '../worker.ts';

const ended = new Set(['done', 'failed', 'cancelled']);

export function machineryRoutes(routes: Routes): void {
  const { options } = routes;
  routes.acting('freezeFigures', async (desk, { params, body }) => {
    const held = await desk.records.get('reviewCase', params.id);
    if (held === null) return notFound;
    const late = notNowFor(held, 'evidence');
    if (late !== null) return late;
    return askForJob(desk, 'freeze figures', { caseId: params.id, ...body });
  });
  routes.acting('listJobs', ({ records }, { query }) => pageOf(records, 'job', query, { state: query.state }));
  routes.acting('getJob', async ({ records }, { params }) => {
    const found = await records.get('job', params.id);
    return found === null ? notFound : done(found);
  });
  routes.acting('cancelJob', async ({ records }, { params }) => {
    const found = await records.get('job', params.id);
    if (found === null) return notFound;
    await records.update('job', { id: params.id }, { cancelAsked: true });
    return done(found);
  });
  routes.caller('watchJob', async (caller, { params, request, reply }) => {
    const read = () =>
      routes.asCaller(caller, async ({ records }) => {
        const found = await records.get('job', params.id);
        return found === null ? notFound : done(found);
      });
    const first = await read();
    if (!first.ok) return first;
    const gone = new AbortController();
    request.raw.on('close', () => gone.abort());
    reply.hijack();
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.raw.writeHead(200, headers);
    let job = first.value;
    let last = '';
    for (;;) {
      const { id, state, step, done: finished, total, error } = job;
      const text = JSON.stringify({ id, state, step, done: finished, total, error });
      // A comment keeps the connection alive through proxies when nothing changed.
      reply.raw.write(text === last ? ': waiting\n\n' : `event: job\ndata: ${text}\n\n`);
      last = text;
      if (ended.has(state) || reply.raw.destroyed) break;
      await pause(500, gone.signal);
      const next = await read();
      if (!next.ok) break;
      job = next.value;
    }
    reply.raw.end();
    return done(undefined);
  });
  routes.acting('listWebhooks', ({ records }, { query }) => pageOf(records, 'webhook', query, {}));
  // Not under an idempotency key: its answer holds a secret that must not be kept.
  routes.caller('addWebhook', async (caller, { body }) => {
    const { protocol, hostname } = new URL(body.url);
    if (!options.privateWebhooks && (protocol !== 'https:' || hostname === 'localhost' || isPrivateAddress(hostname))) {
      return problemOf('conflict', 'A webhook goes by https to a public address.');
    }
    return routes.asCaller(caller, async (desk) => {
      const made = await addWebhook(desk, body);
      if (!made.ok) return made;
      const webhook = await desk.records.get('webhook', made.value.id);
      return webhook === null ? notFound : done({ webhook, secret: made.value.secret });
    });
  });
  routes.acting('removeWebhook', async ({ records }, { params }) =>
    (await records.remove('webhook', { id: params.id })) === 1 ? done(undefined) : notFound,
  );
}

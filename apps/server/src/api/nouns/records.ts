import { addEvent, done, exportCase, notFound, timelineOf } from '@underpin/app';
import { asDownload } from '../as-download.ts';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

export function recordRoutes(routes: Routes): void {
  const { store, control } = routes.options;
  routes.acting('listLedger', async ({ records }, { query }) =>
    done({ items: [...(await records.ledger(query.from, query.limit))] }),
  );
  routes.acting('getTimeline', async (desk, { params, query }) => {
    const held = await desk.records.get('reviewCase', params.id);
    const changes = held?.subject == null ? [] : control(held.subject);
    const outcome = await timelineOf(desk, params.id, query.asOf ?? desk.now.slice(0, 10), changes);
    return outcome.ok ? done({ items: [...outcome.value] }) : outcome;
  });
  routes.acting('addEvent', (desk, { params, body }) => addEvent(desk, params.id, body));
  routes.acting('search', async ({ records }, { query }) => {
    const { items, total } = await records.search(query.q, query.limit);
    return done({ items: [...items], total });
  });
  routes.acting('exportCase', (desk, { params }) => exportCase(desk, params.id));
  routes.acting('listSubmissions', ({ records }, { query }) => {
    const { entity, format, referenceDate, rejected, current } = query;
    return pageOf(records, 'submission', query, {
      entity,
      format,
      referenceDate,
      ...(rejected === undefined ? {} : { rejected: rejected === 'true' }),
      ...(current === undefined ? {} : { supersededBy: null }),
    });
  });
  routes.acting('getSubmission', async ({ records }, { params }) => {
    const found = await records.get('submission', params.id);
    return found === null ? notFound : done(found);
  });
  routes.caller('getSubmissionFile', async (caller, { params, reply }) => {
    const seen = await routes.asCaller(caller, async ({ records }) => {
      const found = await records.get('submission', params.id);
      return found === null ? notFound : done(found);
    });
    if (!seen.ok) return seen;
    asDownload(reply, seen.value.name, seen.value.bytes);
    return done([await store.submissions.content(params.id)]);
  });
  routes.caller('getSubmissionFindings', async (caller, { params }) => {
    const seen = await routes.asCaller(caller, async ({ records }) => done(await records.get('submission', params.id)));
    if (!seen.ok) return seen;
    return seen.value === null ? notFound : done({ items: [...(await store.submissions.findings(params.id))] });
  });
}

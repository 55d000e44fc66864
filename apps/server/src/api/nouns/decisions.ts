import {
  complianceBasis,
  complianceOf,
  decideCase,
  done,
  notFound,
  shownMeasure,
  submitReport,
  varyMeasure,
} from '@underpin/app';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

export function decisionRoutes(routes: Routes): void {
  const { store, now, keeper } = routes.options;
  routes.acting('submitReport', (desk, { params, ifMatch }) =>
    submitReport(desk, params.id, ifMatch, { keeper, files: store.reviews.files }),
  );
  routes.acting('getReport', async ({ records }, { params }) => {
    const sort = { field: 'submittedAt', descending: true } as const;
    const [last] = (await records.list('report', { where: { caseId: params.id }, sort, limit: 1 })).items;
    return last === undefined ? notFound : done(last);
  });
  routes.caller('getBundle', async (caller, { params, reply }) => {
    const found = await routes.asCaller(caller, async ({ records }) => {
      const sort = { field: 'submittedAt', descending: true } as const;
      const [last] = (await records.list('report', { where: { caseId: params.id }, sort, limit: 1 })).items;
      return last === undefined || last.bundleSha256 === null ? notFound : done(last.bundleSha256);
    });
    if (!found.ok) return found;
    reply.headers({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${params.id}.bundle.zip"`,
    });
    return done(await store.reviews.files.read(found.value));
  });
  routes.anyone('getKeeper', () => Promise.resolve(done(keeper.record)));
  routes.acting('decideCase', (desk, { params, body, ifMatch }) => decideCase(desk, params.id, ifMatch, body));
  routes.acting('getDecision', async ({ records }, { params }) => {
    const [found] = (await records.list('decision', { where: { caseId: params.id } })).items;
    return found === undefined ? notFound : done(found);
  });
  routes.acting('listMeasures', async (desk, { query }) => {
    const page = await pageOf(desk.records, 'measure', query, { kind: query.kind });
    if (!page.ok) return page;
    return done({ ...page.value, items: await Promise.all(page.value.items.map((one) => shownMeasure(desk, one))) });
  });
  routes.acting('getMeasure', async (desk, { params }) => {
    const found = await desk.records.get('measure', params.id);
    return found === null ? notFound : done(await shownMeasure(desk, found));
  });
  routes.acting('varyMeasure', (desk, { params, body, ifMatch }) => varyMeasure(desk, params.id, ifMatch, body));
  // Registers are read outside of the transaction: the embedded database does one thing at a time.
  routes.caller('getCompliance', async (caller, { params, query }) => {
    const basis = await routes.asCaller(caller, (desk) => complianceBasis(desk, params.id));
    if (!basis.ok) return basis;
    const asOf = query.asOf ?? now().toISOString().slice(0, 10);
    return done({ items: [...(await complianceOf(store, basis.value, asOf))] });
  });
}

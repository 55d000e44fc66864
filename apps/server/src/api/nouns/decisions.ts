import type { Readable } from 'node:stream';
import {
  type Caller,
  complianceObserved,
  complianceOf,
  decideCase,
  done,
  notFound,
  prepareReport,
  previewReport,
  putTemplate,
  removeTemplate,
  type ReportMeans,
  shownMeasure,
  submitReport,
  varyMeasure,
} from '@underpin/app';
import { asDownload } from '../as-download.ts';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

const templateLimit = 20 * 1024 * 1024;

export function decisionRoutes(routes: Routes): void {
  const { store, now, keeper, version, control } = routes.options;
  const { files } = store.reviews;
  const means = (caller: Caller): ReportMeans => ({
    files,
    version,
    control: ({ subject }) => (subject === null ? [] : control(subject)),
    asCaller: (work) => routes.asCaller(caller, work),
  });
  // It is printed outside of the transaction, which then seals it if the case is still the same.
  routes.actingAfter(
    'submitReport',
    (caller, { params }) => prepareReport(means(caller), params.id),
    (desk, { params, ifMatch }, prepared) => submitReport(desk, params.id, ifMatch, prepared, { keeper, files }),
  );
  routes.caller('previewReport', async (caller, { params, query: { format }, reply }) => {
    const printed = await previewReport(means(caller), params.id, format);
    if (!printed.ok) return printed;
    asDownload(reply, `${params.id}.draft.${format}`, printed.value.length);
    return done([printed.value]);
  });
  routes.acting('listReportTemplates', ({ records }, { query }) => pageOf(records, 'reportTemplate', query, {}));
  routes.caller('putReportTemplate', async (caller, { query, request }) => {
    const written = await files.write(request.body as Readable, templateLimit);
    return routes.asCaller(caller, (desk) => putTemplate(desk, query.caseId ?? null, query.name, written));
  });
  routes.acting('removeReportTemplate', (desk, { params }) => removeTemplate(desk, params.id));
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
    const basis = await routes.asCaller(caller, (desk) => complianceObserved(desk, params.id));
    if (!basis.ok) return basis;
    const asOf = query.asOf ?? now().toISOString().slice(0, 10);
    return done({ items: [...(await complianceOf(store, basis.value, asOf))] });
  });
}

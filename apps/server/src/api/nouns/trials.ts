import type { Readable } from 'node:stream';
import {
  type Caller,
  changeProtocol,
  citeTrial,
  coverage,
  coverageAnswer,
  createTrial,
  done,
  keepAssessment,
  keepMeasurements,
  keepMonitoring,
  keepWorkloads,
  keptWorkloads,
  mayFeed,
  notFound,
  planAnswer,
  printTrial,
  problemOf,
  profileOf,
  readMeasurements,
  sealTrial,
  shareTrial,
  shownTrial,
  stateSeen,
  trialCoverage,
  trialEnvelope,
  trialPool,
  trialReportOf,
} from '@underpin/app';
import { openParquetFile } from '@underpin/store';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

export function trialRoutes(routes: Routes): void {
  const { store, uploadLimit, evidenceLimit, now, version } = routes.options;
  const { files } = store.reviews;
  routes.acting('listTrials', async (desk, { query }) => {
    const page = await pageOf(desk.records, 'trial', query, { state: query.state });
    if (!page.ok) return page;
    return done({ ...page.value, items: await Promise.all(page.value.items.map((row) => shownTrial(desk, row))) });
  });
  routes.caller('planTrial', (_caller, { body }) => Promise.resolve(done(planAnswer(body))));
  routes.caller('coverTrial', (_caller, { body }) => {
    const told = coverage(trialEnvelope(body.seen.map(profileOf)), body.workloads.map(profileOf));
    return Promise.resolve(done(coverageAnswer(told)));
  });
  routes.acting('createTrial', (desk, { body }) => createTrial(desk, body));
  routes.acting('getTrial', async (desk, { params }) => {
    const row = await desk.records.get('trial', params.id);
    return row === null ? notFound : done(await shownTrial(desk, row));
  });
  routes.acting('changeProtocol', (desk, { params, body, ifMatch }) => changeProtocol(desk, params.id, ifMatch, body));
  routes.acting('sealTrial', (desk, { params, ifMatch }) => sealTrial(desk, params.id, ifMatch));
  routes.acting('shareTrial', (desk, { params, body, ifMatch }) => shareTrial(desk, params.id, ifMatch, body.parties));
  routes.acting('stateSeen', (desk, { params, body, ifMatch }) => stateSeen(desk, params.id, ifMatch, body.seen));
  routes.acting('getTrialCoverage', (desk, { params }) => trialCoverage(desk, params.id));
  routes.acting('getTrialPool', (desk, { params }) => trialPool(desk, params.id));
  routes.acting('citeTrial', (desk, { params, body }) =>
    citeTrial(desk, params.id, body, { files, version, limit: evidenceLimit }),
  );
  routes.acting('getWorkloads', (desk) => keptWorkloads(desk));
  routes.acting('putWorkloads', (desk, { body }) => keepWorkloads(desk, body.workloads));

  // Samples are read outside of any transaction: the embedded database does one thing at a time.
  const reduced = async (caller: Caller, id: string) => {
    const found = await routes.asCaller(caller, async (desk) => {
      const row = await mayFeed(desk, id);
      if (!row.ok) return row;
      const { items } = await desk.records.list('trialMeasurement', { where: { trial: id } });
      return done({ row: row.value, items });
    });
    if (!found.ok) return found;
    return readMeasurements(found.value.row, found.value.items, { files, openColumnar: openParquetFile, now: now() });
  };
  routes.caller('addMeasurements', async (caller, { params, query, request }) => {
    const allowed = await routes.asCaller(caller, (desk) => mayFeed(desk, params.id));
    if (!allowed.ok) return allowed;
    const written = await files.write(request.body as Readable, uploadLimit);
    if (!written.ok) return problemOf('too large', written.reason);
    const { bytes, sha256 } = written.value;
    const kept = await routes.asCaller(caller, (desk) =>
      keepMeasurements(desk, params.id, { name: query.name, bytes, sha256 }),
    );
    if (!kept.ok) return kept;
    const read = await reduced(caller, params.id);
    return read.ok ? routes.asCaller(caller, (desk) => keepMonitoring(desk, params.id, read.value)) : read;
  });
  routes.caller('assessTrial', async (caller, { params, body }) => {
    const read = await reduced(caller, params.id);
    return read.ok ? routes.asCaller(caller, (desk) => keepAssessment(desk, params.id, read.value, body)) : read;
  });
  routes.caller('getTrialReport', async (caller, { params, query, reply }) => {
    const found = await routes.asCaller(caller, async (desk) => {
      const row = await desk.records.get('trial', params.id);
      return row === null ? notFound : done({ row, shown: await shownTrial(desk, row) });
    });
    if (!found.ok) return found;
    const report = trialReportOf(found.value.row, found.value.shown, version);
    if (report === null) return problemOf('conflict', 'The trial has no verdict yet.');
    const bytes = await printTrial(report, query.format);
    reply.headers({
      'content-type': query.format === 'pdf' ? 'application/pdf' : 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="trial-${params.id}.${query.format}"`,
    });
    return done(once(bytes));
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

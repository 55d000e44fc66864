import {
  acceptPlan,
  approveGate,
  askForJob,
  type Caller,
  changeProgrammeFile,
  createProgramme,
  done,
  exportPlan,
  notFound,
  type Outcome,
  planForms,
  problemOf,
  quarterlyReport,
  reportProgress,
  serveMeasures,
  shareProgramme,
  shownPlan,
  shownProgramme,
  standingBasis,
  standingOfProgramme,
} from '@underpin/app';
import type { ProgrammeStanding } from '@underpin/contract';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

export function programmeRoutes(routes: Routes): void {
  const { now, store } = routes.options;
  const today = (): string => now().toISOString().slice(0, 10);
  routes.acting('listProgrammes', async ({ records }, { query }) => {
    const page = await pageOf(records, 'programme', query, {});
    if (!page.ok) return page;
    return done({
      ...page.value,
      items: page.value.items.map(({ file: _file, person: _person, sharedWith, ...one }) => ({
        ...one,
        sharedWith: [...sharedWith],
      })),
    });
  });
  routes.acting('createProgramme', (desk, { body }) => createProgramme(desk, body.text));
  routes.acting('getProgramme', async (desk, { params }) => {
    const row = await desk.records.get('programme', params.id);
    return row === null ? notFound : done(await shownProgramme(desk, row));
  });
  routes.acting('changeProgramme', (desk, { params, body, ifMatch }) =>
    changeProgrammeFile(desk, params.id, ifMatch, body.text),
  );
  routes.acting('shareProgramme', (desk, { params, body, ifMatch }) =>
    shareProgramme(desk, params.id, ifMatch, body.parties),
  );
  routes.acting('serveMeasures', (desk, { params, body, ifMatch }) =>
    serveMeasures(desk, params.id, ifMatch, body.measures),
  );
  routes.acting('approveGate', (desk, { params, body }) => approveGate(desk, params.id, body));
  routes.acting('planKeptProgramme', async (desk, { params, body }) => {
    const row = await desk.records.get('programme', params.id);
    if (row === null || row.party !== desk.acting.party) return notFound;
    return askForJob(desk, 'plan programme', { ...body, programme: params.id, on: body.on ?? today() });
  });
  routes.acting('listProgrammePlans', async ({ records }, { params, query }) => {
    if ((await records.get('programme', params.id)) === null) return notFound;
    const page = await pageOf(records, 'programmePlan', query, { programme: params.id, state: query.state });
    if (!page.ok) return page;
    return done({
      ...page.value,
      items: page.value.items.map(({ plan: _plan, file: _file, person: _person, party: _party, ...one }) => one),
    });
  });
  routes.acting('getProgrammePlan', async (desk, { params }) => {
    const row = await desk.records.get('programmePlan', params.id);
    return row === null ? notFound : done(await shownPlan(desk, row));
  });
  routes.acting('acceptProgrammePlan', (desk, { params, ifMatch }) => acceptPlan(desk, params.id, ifMatch));
  routes.caller('exportProgrammePlan', async (caller, { params, query: { form }, reply }) => {
    const found = await routes.asCaller(caller, async ({ records }) => {
      const row = await records.get('programmePlan', params.id);
      return row === null ? notFound : done(row.plan);
    });
    if (!found.ok) return found;
    const written = await exportPlan(found.value, form, now());
    if (!written.ok) return problemOf('conflict', written.reason);
    const { file, mediaType } = planForms[form];
    reply.headers({ 'content-type': mediaType, 'content-disposition': `attachment; filename="${file}"` });
    return done(once(written.value));
  });
  // Registers are read outside of the transaction: the embedded database does one thing at a time.
  const standing = async (caller: Caller, id: string, on: string): Promise<Outcome<ProgrammeStanding>> => {
    const basis = await routes.asCaller(caller, (desk) => standingBasis(desk, id, on));
    return basis.ok ? done(await standingOfProgramme(store, basis.value, on)) : basis;
  };
  routes.caller('getProgrammeStanding', (caller, { params, query }) =>
    standing(caller, params.id, query.on ?? today()),
  );
  routes.caller('getQuarterlyReport', async (caller, { params, query, reply }) => {
    const found = await standing(caller, params.id, query.on ?? today());
    if (!found.ok) return found;
    reply.headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="quarterly-report.csv"',
    });
    return done(once(quarterlyReport(found.value)));
  });
  routes.acting('listProgrammeParts', async ({ records }, { query }) => {
    const page = await pageOf(records, 'programmePart', query, { programme: query.programme });
    if (!page.ok) return page;
    return done({ ...page.value, items: page.value.items.map(({ tasks: _tasks, ...one }) => one) });
  });
  routes.acting('getProgrammePart', async ({ records }, { params }) => {
    const row = await records.get('programmePart', params.id);
    return row === null ? notFound : done({ ...row, tasks: [...row.tasks] });
  });
  routes.acting('reportProgress', (desk, { params, body }) => reportProgress(desk, params.id, body.reports));
  routes.acting('listProgressReports', async ({ records }, { params, query }) => {
    if ((await records.get('programmePart', params.id)) === null) return notFound;
    const page = await pageOf(records, 'progressReport', query, { part: params.id });
    if (!page.ok) return page;
    return done({
      ...page.value,
      items: page.value.items.map(({ person: _person, programme: _programme, evidence, ...one }) => ({
        ...one,
        evidence: [...evidence],
      })),
    });
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

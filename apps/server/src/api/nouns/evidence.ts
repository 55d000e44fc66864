import type { Readable } from 'node:stream';
import { addEvidence, attachFile, changeEvidence, done, mayTakeFile, notFound, shareEvidence } from '@underpin/app';
import { asDownload } from '../as-download.ts';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';
import { within } from '../within.ts';

export function evidenceRoutes(routes: Routes): void {
  const { store, evidenceLimit } = routes.options;
  routes.acting('listEvidence', (desk, { params, query }) =>
    within(desk, params.id, ({ records }) => {
      const { party, marking, kind } = query;
      return pageOf(records, 'evidence', query, { caseId: params.id, party, marking, kind });
    }),
  );
  routes.acting('getEvidence', async ({ records }, { params }) => {
    const found = await records.get('evidence', params.id);
    return found === null ? notFound : done(found);
  });
  routes.acting('addEvidence', (desk, { params, body }) => addEvidence(desk, params.id, body));
  routes.acting('changeEvidence', (desk, { params, body, ifMatch }) => changeEvidence(desk, params.id, ifMatch, body));
  routes.acting('shareEvidence', (desk, { params, ifMatch }) => shareEvidence(desk, params.id, ifMatch));

  // The bytes stream to disk outside of any transaction; only then is the record changed.
  routes.caller('putEvidenceFile', async (caller, { params, query, request }) => {
    const allowed = await routes.asCaller(caller, (desk) => mayTakeFile(desk, params.id));
    if (!allowed.ok) return allowed;
    const written = await store.reviews.files.write(request.body as Readable, evidenceLimit);
    return routes.asCaller(caller, (desk) => attachFile(desk, params.id, query.name, written));
  });
  routes.caller('getEvidenceFile', async (caller, { params, reply }) => {
    const found = await routes.asCaller(caller, async ({ records }) => {
      const evidence = await records.get('evidence', params.id);
      return evidence === null || evidence.sha256 === null ? notFound : done(evidence);
    });
    if (!found.ok) return found;
    const { sha256, fileName, bytes } = found.value;
    asDownload(reply, fileName ?? 'evidence', bytes);
    return done(await store.reviews.files.read(sha256 ?? ''));
  });
}

import { addExtract, addReply, done, notFound, releaseExtract } from '@underpin/app';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';
import { within } from '../within.ts';

export function extractRoutes(routes: Routes): void {
  routes.acting('listExtracts', (desk, { params, query }) =>
    within(desk, params.id, ({ records }) =>
      pageOf(records, 'caseExtract', query, { caseId: params.id, recipient: query.recipient }),
    ),
  );
  routes.acting('addExtract', (desk, { params, body }) => addExtract(desk, params.id, body));
  routes.acting('releaseExtract', (desk, { params, ifMatch }) => releaseExtract(desk, params.id, ifMatch));
  routes.acting('listReceivedExtracts', ({ records, acting }, { query }) =>
    pageOf(records, 'caseExtract', query, { recipient: acting.party }),
  );
  routes.acting('getReceivedExtract', async ({ records }, { params }) => {
    const found = await records.get('caseExtract', params.id);
    return found === null ? notFound : done(found);
  });
  routes.acting('listReplies', ({ records }, { query }) => pageOf(records, 'reply', query, { extract: query.extract }));
  routes.acting('addReply', (desk, { params, body }) => addReply(desk, params.id, body.text));
}

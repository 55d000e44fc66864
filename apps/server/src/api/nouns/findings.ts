import { addFinding, changeFinding, done, judged, notFound, shareFinding, signOpinion, standings } from '@underpin/app';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';
import { within } from '../within.ts';

export function findingRoutes(routes: Routes): void {
  routes.acting('listFindings', (desk, { params, query }) =>
    within(desk, params.id, ({ records }) => {
      const { party, severity } = query;
      return pageOf(records, 'caseFinding', query, { caseId: params.id, party, severity });
    }),
  );
  routes.acting('getFinding', async ({ records }, { params }) => {
    const found = await records.get('caseFinding', params.id);
    return found === null ? notFound : done(found);
  });
  routes.acting('addFinding', (desk, { params, body }) => addFinding(desk, params.id, body));
  routes.acting('changeFinding', (desk, { params, body, ifMatch }) => changeFinding(desk, params.id, ifMatch, body));
  routes.acting('shareFinding', (desk, { params, ifMatch }) => shareFinding(desk, params.id, ifMatch));
  routes.acting('listOpinions', (desk, { params, query }) =>
    within(desk, params.id, async () => {
      const { finding, party } = query;
      const page = await pageOf(desk.records, 'opinion', query, { caseId: params.id, finding, party });
      if (!page.ok) return page;
      return done({ ...page.value, items: [...(await judged(desk, params.id, page.value.items))] });
    }),
  );
  routes.acting('signOpinion', (desk, { params, body }) => signOpinion(desk, params.id, body));
  routes.acting('getStanding', async (desk, { params }) => {
    const held = await desk.records.get('reviewCase', params.id);
    return held === null ? notFound : done({ items: [...(await standings(desk, held))] });
  });
}

import { addCase, addTask, changeCase, changeTask, done, moveCase, notFound } from '@underpin/app';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';
import { within } from '../within.ts';

export function caseRoutes(routes: Routes): void {
  routes.acting('listCases', ({ records }, { query }) => pageOf(records, 'reviewCase', query, { state: query.state }));
  routes.acting('getCase', async ({ records }, { params }) => {
    const found = await records.get('reviewCase', params.id);
    return found === null ? notFound : done(found);
  });
  routes.acting('addCase', (desk, { body }) => addCase(desk, body));
  routes.acting('changeCase', (desk, { params, body, ifMatch }) => changeCase(desk, params.id, ifMatch, body));
  routes.acting('moveCase', (desk, { params, body, ifMatch }) => moveCase(desk, params.id, ifMatch, body.to));
  routes.acting('listTasks', (desk, { params, query }) =>
    within(desk, params.id, ({ records }) => pageOf(records, 'task', query, { caseId: params.id, owner: query.owner })),
  );
  routes.acting('addTask', (desk, { params, body }) => addTask(desk, params.id, body));
  routes.acting('changeTask', (desk, { params, body, ifMatch }) => changeTask(desk, params.id, ifMatch, body));
}

import { addSaved, listSaved, removeSaved } from '@underpin/app';
import type { Routes } from '../route.ts';

export function savedRoutes(routes: Routes): void {
  routes.acting('listSaved', (desk, { query }) => listSaved(desk, query.kind));
  routes.acting('addSaved', (desk, { body }) => addSaved(desk, body));
  routes.acting('removeSaved', (desk, { params }) => removeSaved(desk, params.id));
}

import { addParty, addPerson, changePerson, done, giveLink, notFound } from '@underpin/app';
import { pageOf } from '../page-of.ts';
import type { Routes } from '../route.ts';

export function partyRoutes(routes: Routes): void {
  routes.acting('listParties', ({ records }, { query }) => pageOf(records, 'party', query, { kind: query.kind }));
  routes.acting('getParty', async ({ records }, { params }) => {
    const party = await records.get('party', params.id);
    return party === null ? notFound : done(party);
  });
  routes.acting('addParty', (desk, { body }) => addParty(desk, body));
  routes.acting('listPeople', ({ records }, { query }) => pageOf(records, 'person', query, { party: query.party }));
  // Not under an idempotency key: its answer holds a secret that must not be kept.
  routes.caller('addPerson', (caller, { body }) => routes.asCaller(caller, (desk) => addPerson(desk, body)));
  routes.caller('giveLink', (caller, { params }) => routes.asCaller(caller, (desk) => giveLink(desk, params.id)));
  routes.acting('changePerson', (desk, { params, body, ifMatch }) => changePerson(desk, params.id, ifMatch, body));
}

import { addParty, addPerson, changePerson, done, giveLink, notFound, type Outcome, problemOf } from '@underpin/app';
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
  const { example } = routes.options;
  // An administrator of the example, whom anybody at this machine can be, has no say over people who are not of the example.
  const stranger = async (by: string, person: string): Promise<Outcome<never> | null> => {
    if (example === undefined || !(await example.isOf(by)) || (await example.isOf(person))) return null;
    return problemOf('conflict', 'The administrator of the example changes people of the example only.');
  };
  // Not under an idempotency key: its answer holds a secret that must not be kept.
  routes.caller('addPerson', async (caller, { body }) => {
    const outcome = await routes.asCaller(caller, (desk) => addPerson(desk, body));
    if (outcome.ok && (await example?.isOf(caller.person.id)) === true) await example?.adopt(outcome.value.person.id);
    return outcome;
  });
  routes.caller(
    'giveLink',
    async (caller, { params }) =>
      (await stranger(caller.person.id, params.id)) ?? routes.asCaller(caller, (desk) => giveLink(desk, params.id)),
  );
  routes.caller(
    'changePerson',
    async (caller, { params, body, ifMatch }) =>
      (await stranger(caller.person.id, params.id)) ??
      routes.asCaller(caller, (desk) => changePerson(desk, params.id, ifMatch, body)),
  );
}

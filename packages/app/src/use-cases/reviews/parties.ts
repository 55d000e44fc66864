import { rolesOf, type PartyKind, type Party, type Person, type Role } from '@underpin/contract';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { newLink } from '../sign-in/credentials.ts';
import { change, type Desk, fresh, record } from './desk.ts';

/** Adds a party. */
export async function addParty(
  desk: Desk,
  given: Pick<Party, 'id' | 'kind' | 'name' | 'country' | 'lei'>,
): Promise<Outcome<Party>> {
  const party = { ...fresh(desk), ...given };
  if (!(await desk.records.insert('party', party))) {
    return problemOf('conflict', `There is a party with the id "${given.id}" or its LEI. Give another.`);
  }
  await record(desk, 'party added', party);
  return done(party);
}

/** Adds a person, with a one-time link to set their password. */
export async function addPerson(
  desk: Desk,
  given: Pick<Person, 'party' | 'name' | 'login' | 'roles'>,
): Promise<Outcome<{ readonly person: Person; readonly link: string }>> {
  const party = await desk.records.get('party', given.party);
  if (party === null) return problemOf('conflict', `There is no party "${given.party}". Add it first.`);
  const odd = oddRole(party.kind, given.roles);
  if (odd !== null) return odd;
  const person = { ...fresh(desk), ...given, active: true };
  if (!(await desk.records.insert('person', person))) {
    return problemOf('conflict', `Somebody signs in as "${given.login}". Give another name.`);
  }
  const link = newLink(person.id, new Date(desk.now));
  await desk.records.insert('link', link.record);
  await record(desk, 'person added', person);
  return done({ person, link: `/welcome#${link.secret}` });
}

/** Gives a person a new one-time link, when they lost their password or second factor. */
export async function giveLink(desk: Desk, id: string): Promise<Outcome<{ readonly link: string }>> {
  const person = await desk.records.get('person', id);
  if (person === null) return notFound;
  const link = newLink(id, new Date(desk.now));
  await desk.records.insert('link', link.record);
  await record(desk, 'link given', person);
  return done({ link: `/welcome#${link.secret}` });
}

/** Changes the roles of a person, or ends their access. */
export async function changePerson(
  desk: Desk,
  id: string,
  version: number,
  given: { readonly roles?: Person['roles'] | undefined; readonly active?: boolean | undefined },
): Promise<Outcome<Person>> {
  const person = await desk.records.get('person', id);
  if (person === null) return notFound;
  const party = await desk.records.get('party', person.party);
  const odd = oddRole(party?.kind ?? 'provider', given.roles ?? []);
  if (odd !== null) return odd;
  if (id === desk.acting.person && given.active === false) {
    return problemOf('conflict', 'You cannot end your own access. Let another administrator do it.');
  }
  const { roles = person.roles, active = person.active } = given;
  const changed = await change(desk, 'person', person, version, { roles, active });
  if (changed.ok) await record(desk, 'person changed', changed.value);
  return changed;
}

function oddRole(kind: PartyKind, roles: readonly Role[]): Outcome<never> | null {
  const odd = roles.find((role) => !rolesOf[kind].includes(role));
  if (odd === undefined) return null;
  return problemOf(
    'conflict',
    `"${odd}" is no role in a party of kind "${kind}": expected ${rolesOf[kind].join(' or ')}.`,
  );
}

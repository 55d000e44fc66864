import { beginSession, type Door, notFound, type NewSession, type Outcome, type Store } from '@underpin/app';
import type { Role } from '@underpin/contract';
import type { FastifyRequest } from 'fastify';
import { holdsExample } from '../load-example.ts';
import { isLoopback } from '../sector-api/sector-guard.ts';
import { keepDesk, keptDesk } from './kept-desk.ts';

export interface ExamplePerson {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly party: string;
  readonly partyName: string;
}

/** One-click sign-in as the people of the example. It is closed unless everything says that this is the example, on this machine. */
export interface ExampleDoor {
  /** Whom one can sign in as by this request; null when the door is closed to it. */
  people(door: Door, request: Asking): Promise<readonly ExamplePerson[] | null>;
  enter(door: Door, request: Asking, person: string): Promise<Outcome<NewSession>>;
  /** False for people of the example once this is no longer only the example: their sessions, tokens and passwords count for nothing. */
  admits(person: string): Promise<boolean>;
  /** Whether somebody belongs to the example. */
  isOf(person: string): Promise<boolean>;
  /** Somebody whom an administrator of the example added belongs to the example too. */
  adopt(person: string): Promise<void>;
}

type Asking = Pick<FastifyRequest, 'ip' | 'headers'>;

/** What the start of the server says: the embedded database, an address that only this machine reaches, and the example as its data. */
export function mayOfferExample(start: {
  readonly example: boolean;
  readonly database: string | undefined;
  readonly host: string;
  readonly publicUrl?: string | undefined;
}): boolean {
  const outside = start.publicUrl !== undefined && !isLoopbackName(new URL(start.publicUrl).hostname);
  return start.example && start.database === undefined && isLoopback(start.host) && !outside;
}

const trustMs = 1000;
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** `loading`: what is in the store while this process puts the example there; null once it has. */
export function exampleDoor(
  store: Store,
  offered: boolean,
  loading: () => 'the example' | 'not known yet' | null = () => null,
  clock: () => number = Date.now,
): ExampleDoor {
  let looked = { at: -Infinity, open: false };
  let closed = !offered;
  // Once closed it stays closed; that it is open is looked at again every second.
  const open = async (): Promise<boolean> => {
    if (closed) return false;
    if (loading() === 'not known yet') return false;
    if (clock() - looked.at < trustMs) return looked.open;
    const still = (loading() === 'the example' || (await holdsExample(store))) && !(await takenIntoUse(store));
    if (!still) closed = true;
    looked = { at: clock(), open: still };
    return still;
  };
  const isOf = async (person: string): Promise<boolean> => (await keptDesk(store))?.people?.includes(person) ?? false;
  const people = async (door: Door, request: Asking): Promise<readonly ExamplePerson[] | null> => {
    const why = fromElsewhere(request);
    if (why || !(await open())) return null;
    const ids = (await keptDesk(store))?.people ?? [];
    return door.reviews.door(async (records) => {
      const found: ExamplePerson[] = [];
      for (const id of ids) {
        const person = await records.get('person', id);
        const party = person === null ? null : await records.get('party', person.party);
        const role = person?.roles[0];
        if (person === null || party === null || role === undefined || !person.active) continue;
        found.push({ person: id, name: person.name, role, party: party.id, partyName: party.name });
      }
      return found;
    });
  };
  return {
    people,
    isOf,
    async enter(door, request, person) {
      const known = await people(door, request);
      return known?.some((one) => one.person === person) === true ? beginSession(door, person) : notFound;
    },
    admits: async (person) => (await open()) || !(await isOf(person)),
    async adopt(person) {
      const before = await keptDesk(store);
      if (before !== null) await keepDesk(store, { ...before, people: [...(before.people ?? []), person] });
    },
  };
}

/** True once the administrator of the installation has set their password: from then on it is somebody's own. */
async function takenIntoUse(store: Store): Promise<boolean> {
  return store.reviews.door(async (records) => {
    const [administrator] = (await records.list('person', { where: { login: 'administrator' } })).items;
    if (administrator === undefined) return false;
    return ((await records.get('credential', administrator.id))?.passwordHash ?? null) !== null;
  });
}

/** True when a request does not come straight from a browser on this machine that shows a page of this server. */
function fromElsewhere({ ip, headers }: Asking): boolean {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  return (
    !isLoopback(ip) ||
    !isLoopbackName(nameOf(host)) ||
    (origin !== undefined && origin !== `http://${host}`) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    forwarding.some((name) => headers[name] !== undefined)
  );
}

function nameOf(host: string): string {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

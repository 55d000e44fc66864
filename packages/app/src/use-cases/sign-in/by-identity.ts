import type { Outcome } from '../outcome.ts';
import { problemOf } from '../outcome.ts';
import { sha256 } from './secrets.ts';
import { beginSession, type Door, type NewSession } from './sign-in.ts';

/** What an identity provider says of somebody. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** Only when the provider says that it checked it. */
  readonly verifiedEmail: string | null;
}

/** Signs in whom an identity provider knows. The first time, the verified e-mail address must be a person's name to sign in with. */
export async function signInByIdentity(door: Door, claims: Claims): Promise<Outcome<NewSession>> {
  const person = await door.reviews.door(async (records) => {
    const id = sha256(JSON.stringify([claims.issuer, claims.subject]));
    const known = await records.get('identity', id);
    if (known !== null) return known.person;
    if (claims.verifiedEmail === null) return null;
    const login = claims.verifiedEmail.trim().toLowerCase();
    const found = (await records.list('person', { where: { login } })).items[0];
    if (found === undefined || !found.active) return null;
    await records.insert('identity', { id, issuer: claims.issuer, subject: claims.subject, person: found.id });
    return found.id;
  });
  if (person === null) {
    return problemOf('signed out', 'No account belongs to this identity. Ask the administrator to add you first.');
  }
  return beginSession(door, person);
}

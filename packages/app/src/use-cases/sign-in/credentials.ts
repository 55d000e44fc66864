import { done, type Outcome, problemOf } from '../outcome.ts';
import { isCommonPassword } from './common-passwords.ts';
import { checkPassword, hashPassword } from './password.ts';
import policy from './policy.json' with { type: 'json' };
import { newSecret, sha256 } from './secrets.ts';
import type { Caller, Door } from './sign-in.ts';
import { newTotpSecret, totpStepOf } from './totp.ts';

const blank = {
  passwordHash: null,
  totpSecret: null,
  totpConfirmed: false,
  totpStep: 0,
  failures: 0,
  lockedUntil: null,
} as const;

const tooCommon = problemOf(
  'conflict',
  'This password is among those that attackers try first. Choose another, such as four words that do not belong together.',
);

/** A one-time link for a person: what is kept, and the secret that goes into the link. */
export function newLink(
  person: string,
  now: Date,
): { readonly record: { id: string; person: string; expiresAt: string }; readonly secret: string } {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + policy.linkHours * 3_600_000).toISOString();
  return { record: { id: sha256(secret), person, expiresAt }, secret };
}

/** Sets the password of the person to whom a one-time link was given, and ends the link and their sessions. */
export async function useLink(
  door: Door,
  given: { readonly token: string; readonly password: string },
): Promise<Outcome<{ readonly login: string }>> {
  if (await isCommonPassword(given.password)) return tooCommon;
  const gone = problemOf('not found', 'This link was used, has run out, or never was. Ask for a new one.');
  const passwordHash = await hashPassword(given.password);
  return door.reviews.door(async (records) => {
    const id = sha256(given.token);
    const link = await records.get('link', id);
    if (link === null || (await records.remove('link', { id })) !== 1) return gone;
    const person = await records.get('person', link.person);
    if (person === null || link.expiresAt <= door.now().toISOString()) return gone;
    await records.insert('credential', { id: person.id, ...blank });
    await records.update('credential', { id: person.id }, { ...blank, passwordHash });
    await records.remove('session', { person: person.id });
    return done({ login: person.login });
  });
}

/** Changes the password of who is signed in, and ends their other sessions. */
export async function changePassword(
  door: Door,
  caller: Caller,
  given: { readonly old: string; readonly password: string },
): Promise<Outcome<undefined>> {
  const id = caller.person.id;
  const credential = await door.reviews.door((records) => records.get('credential', id));
  if (!(await checkPassword(given.old, credential?.passwordHash ?? null))) {
    return problemOf('conflict', 'The old password is not right.');
  }
  if (await isCommonPassword(given.password)) return tooCommon;
  const passwordHash = await hashPassword(given.password);
  return door.reviews.door(async (records) => {
    await records.update('credential', { id }, { passwordHash });
    for (const session of (await records.list('session', { where: { person: id } })).items) {
      if (session.id !== caller.sessionId) await records.remove('session', { id: session.id });
    }
    return done(undefined);
  });
}

/** Begins to set up a second factor; it counts once a code confirmed it. */
export async function beginTotp(door: Door, caller: Caller): Promise<Outcome<{ uri: string; secret: string }>> {
  const secret = newTotpSecret();
  const { id, login } = caller.person;
  if (caller.totp) return problemOf('conflict', 'A second factor is set up. The administrator can give a new link.');
  await door.reviews.door(async (records) => {
    await records.insert('credential', { id, ...blank });
    await records.update('credential', { id }, { totpSecret: door.sealer.seal(secret, `totp:${id}`) });
  });
  const uri = `otpauth://totp/Underpin:${encodeURIComponent(login)}?secret=${secret}&issuer=Underpin`;
  return done({ uri, secret });
}

/** Confirms the second factor with its first code. */
export async function confirmTotp(door: Door, caller: Caller, code: string): Promise<Outcome<undefined>> {
  const { id } = caller.person;
  return door.reviews.door(async (records) => {
    const credential = await records.get('credential', id);
    if (credential === null || credential.totpSecret === null)
      return problemOf('conflict', 'Begin to set up the second factor first.');
    const secret = door.sealer.open(credential.totpSecret, `totp:${id}`);
    const step = totpStepOf(secret, code, door.now(), credential.totpStep);
    if (step === null) return problemOf('conflict', 'The code is wrong. Check the clock of your device.');
    await records.update('credential', { id }, { totpConfirmed: true, totpStep: step });
    return done(undefined);
  });
}

/** On the first start, and until the password is set: the one administrator, with a new one-time link. Null afterwards. */
export async function firstAdministrator(door: Door): Promise<string | null> {
  const now = door.now();
  return door.reviews.door(async (records) => {
    const credentials = await records.list('credential');
    const [known] = (await records.list('person', { where: { login: 'administrator' } })).items;
    const untouched = known !== undefined && (await records.get('credential', known.id))?.passwordHash === null;
    if (credentials.total > 0 && !untouched) return null;
    let person = known?.id;
    if (person === undefined) {
      person = crypto.randomUUID();
      const made = { createdAt: now.toISOString(), version: 1 };
      const party = { id: 'OPERATOR', kind: 'operator', name: 'Operator', country: null, lei: null, ...made } as const;
      await records.insert('party', party);
      const roles = ['administrator' as const];
      const named = { id: person, party: party.id, name: 'Administrator', login: 'administrator' };
      await records.insert('person', { ...named, roles, active: true, ...made });
      await records.insert('credential', { id: person, ...blank });
    }
    await records.remove('link', { person });
    const { record, secret } = newLink(person, now);
    await records.insert('link', record);
    return secret;
  });
}

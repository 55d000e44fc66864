import type { Party, Person } from '@underpin/contract';
import type { Holder, ReviewStore } from '../../ports/review-store.ts';
import type { Acting } from '../../ports/review-tables.ts';
import { done, type Outcome, problemOf } from '../outcome.ts';
import policy from './policy.json' with { type: 'json' };
import { checkPassword } from './password.ts';
import type { Sealer } from './sealer.ts';
import { newSecret, sha256 } from './secrets.ts';
import { totpStepOf } from './totp.ts';

/** What signing in needs. */
export interface Door {
  readonly reviews: ReviewStore;
  readonly sealer: Sealer;
  readonly now: () => Date;
  /** Whether somebody who proved who they are is let in now; everybody without it. */
  readonly admits?: (person: string) => Promise<boolean>;
}

/** Who asks, and how they proved it. */
export interface Caller {
  readonly person: Person;
  readonly party: Party;
  readonly acting: Acting;
  readonly via: 'session' | 'token';
  /** What a token may do; a session may do all. */
  readonly scope: 'read' | 'write';
  readonly csrf: string | null;
  readonly expiresAt: string;
  readonly sessionId: string | null;
  readonly totp: boolean;
}

export interface NewSession {
  readonly caller: Caller;
  /** Goes into the cookie; kept only as a hash. */
  readonly secret: string;
}

const wrong = problemOf('signed out', 'Name, password or code is wrong, or the account is locked for a while.');

/** Signs in with a local account. Failures lock the account for a while, longer each time. */
export async function signIn(
  door: Door,
  given: { readonly login: string; readonly password: string; readonly code?: string | undefined },
): Promise<Outcome<NewSession>> {
  const now = door.now();
  const login = given.login.trim().toLowerCase();
  const attempt = await door.reviews.door(async (records) => {
    const person = (await records.list('person', { where: { login } })).items[0];
    const credential = person === undefined ? null : await records.get('credential', person.id);
    if (person === undefined || credential === null || !person.active) return null;
    if (credential.lockedUntil !== null && credential.lockedUntil > now.toISOString()) return null;
    // Counted before the password is looked at, so that guesses made at once do not share one count.
    const failures = credential.failures + 1;
    const lockedUntil = lockedUntilAfter(failures, now);
    const counted = await records.update(
      'credential',
      { id: person.id, failures: credential.failures },
      { failures, lockedUntil },
    );
    return counted === 1 ? { person, credential } : null;
  });
  const right = await checkPassword(given.password, attempt?.credential.passwordHash ?? null);
  if (attempt === null || !right) return wrong;
  const { person, credential } = attempt;
  let step = credential.totpStep;
  if (credential.totpConfirmed && credential.totpSecret !== null) {
    const secret = door.sealer.open(credential.totpSecret, `totp:${person.id}`);
    const found = given.code === undefined ? null : totpStepOf(secret, given.code, now, credential.totpStep);
    if (found === null) return wrong;
    step = found;
  }
  const fresh = await door.reviews.door((records) =>
    records.update(
      'credential',
      { id: person.id, totpStep: credential.totpStep },
      { failures: 0, lockedUntil: null, totpStep: step },
    ),
  );
  return fresh === 1 ? beginSession(door, person.id) : wrong;
}

function lockedUntilAfter(failures: number, now: Date): string | null {
  const beyond = failures - policy.lockout.freeFailures;
  if (beyond < 0) return null;
  const seconds = Math.min(policy.lockout.firstSeconds * 2 ** beyond, policy.lockout.longestSeconds);
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

/** Begins a session of a person who has proved who they are. */
export async function beginSession(door: Door, person: string): Promise<Outcome<NewSession>> {
  if (door.admits !== undefined && !(await door.admits(person))) return wrong;
  const [secret, csrf] = [newSecret(), newSecret()];
  const now = door.now();
  const expiresAt = new Date(now.getTime() + policy.sessionHours * 3_600_000).toISOString();
  await door.reviews.door((records) =>
    records.insert('session', { id: sha256(secret), person, csrf, createdAt: now.toISOString(), expiresAt }),
  );
  const caller = await callerOfSession(door, secret);
  return caller === null ? wrong : done({ caller, secret });
}

/** Who holds this cookie; null when nobody does, or no longer. */
export async function callerOfSession(door: Door, secret: string): Promise<Caller | null> {
  const holder = await door.reviews.holderOf('session', sha256(secret));
  if (holder === null) return null;
  if (holder.expiresAt <= door.now().toISOString()) {
    await door.reviews.door((records) => records.remove('session', { id: holder.id }));
    return null;
  }
  return admitted(door, callerOf(holder, 'session'));
}

async function admitted(door: Door, caller: Caller | null): Promise<Caller | null> {
  if (caller === null || door.admits === undefined) return caller;
  return (await door.admits(caller.person.id)) ? caller : null;
}

/** Who holds this API token; null when nobody does, or no longer. */
export async function callerOfToken(door: Door, secret: string): Promise<Caller | null> {
  const now = door.now().toISOString();
  const holder = await door.reviews.holderOf('token', sha256(secret));
  if (holder === null || holder.expiresAt <= now) return null;
  if (holder.lastUsedAt === null || holder.lastUsedAt.slice(0, 15) !== now.slice(0, 15)) {
    await door.reviews.door((records) => records.update('token', { id: holder.id }, { lastUsedAt: now }));
  }
  return admitted(door, callerOf(holder, 'token'));
}

function callerOf(holder: Holder, via: Caller['via']): Caller {
  const { id, person, party, totp, scope, csrf, expiresAt } = holder;
  const acting = { person: person.id, party: party.id, kind: party.kind, roles: person.roles };
  return { person, party, acting, totp, via, scope, csrf, expiresAt, sessionId: via === 'session' ? id : null };
}

/** Ends a session. */
export async function signOut(door: Door, sessionId: string): Promise<void> {
  await door.reviews.door((records) => records.remove('session', { id: sessionId }));
}

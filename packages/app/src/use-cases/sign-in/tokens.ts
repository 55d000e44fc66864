import type { Outcome } from '../outcome.ts';
import { done, notFound } from '../outcome.ts';
import { newSecret, sha256 } from './secrets.ts';
import type { Caller, Door } from './sign-in.ts';

interface Token {
  readonly id: string;
  readonly name: string;
  readonly scope: 'read' | 'write';
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}

/** Makes an API token; its secret is only in this answer. A token cannot make a token that may do more or lasts longer. */
export async function addToken(
  door: Door,
  caller: Caller,
  given: { readonly name: string; readonly scope: 'read' | 'write'; readonly days: number },
): Promise<Outcome<{ readonly token: Token; readonly secret: string }>> {
  const now = door.now();
  const secret = `up_${newSecret()}`;
  const wanted = new Date(now.getTime() + given.days * 86_400_000).toISOString();
  const expiresAt = caller.via === 'token' && caller.expiresAt < wanted ? caller.expiresAt : wanted;
  const { name } = given;
  const scope = caller.scope === 'read' ? 'read' : given.scope;
  const token = { id: crypto.randomUUID(), name, scope, createdAt: now.toISOString(), expiresAt, lastUsedAt: null };
  const row = { ...token, person: caller.person.id, secretSha256: sha256(secret) };
  await door.reviews.door((records) => records.insert('token', row));
  return done({ token, secret });
}

/** Tokens of who asks. */
export async function listTokens(door: Door, caller: Caller): Promise<readonly Token[]> {
  const where = { person: caller.person.id };
  const sort = { field: 'createdAt', descending: false } as const;
  return (await door.reviews.door((records) => records.list('token', { where, sort }))).items;
}

export async function removeToken(door: Door, caller: Caller, id: string): Promise<Outcome<undefined>> {
  const removed = await door.reviews.door((records) => records.remove('token', { id, person: caller.person.id }));
  return removed === 1 ? done(undefined) : notFound;
}

import type { Endpoints, Problem } from '@underpin/contract';
import type { z } from 'zod';
import { Refusal } from './ask.ts';

export type Session = z.output<Endpoints['getSession']['response']>;

const path: `/api/v1${Endpoints['getSession']['path']}` = '/api/v1/session';
const hint = 'underpin.signed-in';

/** True when somebody signed in here before; the server knows whether they still are. */
export function mayBeSignedIn(): boolean {
  return localStorage.getItem(hint) !== null;
}

/** Signs in; the session itself is a cookie that scripts cannot read. Throws {@link Refusal}. */
export async function signIn(login: string, password: string, code: string): Promise<void> {
  const body = JSON.stringify({ login, password, ...(code === '' ? {} : { code }) });
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  localStorage.setItem(hint, 'yes');
}

export async function signOut(): Promise<void> {
  await fetch(path, { method: 'DELETE', headers: await changeHeaders() });
  localStorage.removeItem(hint);
}

/** Headers that a change needs when it is made in a session. */
export async function changeHeaders(): Promise<Record<string, string>> {
  if (!mayBeSignedIn()) return {};
  const answer = await fetch(path);
  if (!answer.ok) return {};
  const { csrf } = (await answer.json()) as Session;
  return csrf === null ? {} : { 'x-csrf-token': csrf };
}

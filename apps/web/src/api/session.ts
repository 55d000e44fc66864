import type { Endpoints, Problem } from '@underpin/contract';
import { type QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import { Refusal } from './ask.ts';

export type Session = z.output<Endpoints['getSession']['response']>;

const path: `/api/v1${Endpoints['getSession']['path']}` = '/api/v1/session';
const examplePath: `/api/v1${Endpoints['enterExample']['path']}` = '/api/v1/example-session';
const sessionKey = ['session'];
const hint = 'underpin.signed-in';
const inExample = 'underpin.example';
const drafts = 'underpin.draft.';
let known: Session | null = null;

/** True when somebody signed in here before; the server knows whether they still are. */
export function mayBeSignedIn(): boolean {
  return localStorage.getItem(hint) !== null;
}

/** Remembers that there is a session: the cookie itself is out of reach of scripts. */
export function rememberSession(): void {
  localStorage.setItem(hint, 'yes');
}

/** Whether somebody here was in the example before. */
export function wasInExample(): boolean {
  return localStorage.getItem(inExample) !== null;
}

export function forgetSession(): void {
  known = null;
  localStorage.removeItem(hint);
}

/** Signs in; the session itself is a cookie that scripts cannot read. Throws {@link Refusal}. */
export async function signIn(login: string, password: string, code: string): Promise<Session> {
  return begin(path, { login, password, ...(code === '' ? {} : { code }) });
}

/** Signs in as somebody of the example. Throws {@link Refusal} where there is no such door. */
export async function enterExample(person: string): Promise<Session> {
  const session = await begin(examplePath, { person });
  localStorage.setItem(inExample, 'yes');
  return session;
}

async function begin(address: string, body: object): Promise<Session> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  known = (await answer.json()) as Session;
  rememberSession();
  return known;
}

/** Ends the session, and with it what was drafted on this computer. */
export async function signOut(queries?: QueryClient): Promise<void> {
  await fetch(path, { method: 'DELETE', headers: await changeHeaders() });
  forgetSession();
  for (const key of Object.keys(localStorage)) if (key.startsWith(drafts)) localStorage.removeItem(key);
  queries?.clear();
}

/** Who is signed in; null when nobody is. */
export async function currentSession(): Promise<Session | null> {
  if (!mayBeSignedIn()) return null;
  const answer = await fetch(path);
  if (!answer.ok) {
    if (answer.status === 401) forgetSession();
    return null;
  }
  known = (await answer.json()) as Session;
  return known;
}

/** Forgets what was answered to somebody else. What is shown is asked anew; nobody waits for it here, as the server may still load it. */
export function askAnewAs(queries: QueryClient, session: Session | null): void {
  void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  queries.setQueryData(sessionKey, session);
}

/** Who is signed in, asked once and kept. */
export function useSession(): UseQueryResult<Session | null> {
  return useQuery({ queryKey: sessionKey, queryFn: currentSession, staleTime: Number.POSITIVE_INFINITY });
}

/** Value that goes with every change in a session; null without one. */
export async function csrfToken(): Promise<string | null> {
  return (known ?? (await currentSession()))?.csrf ?? null;
}

/** Headers that a change needs when it is made in a session. */
export async function changeHeaders(): Promise<Record<string, string>> {
  const csrf = await csrfToken();
  return csrf === null ? {} : { 'x-csrf-token': csrf };
}

/** Where the draft of something is kept on this computer until it is sent. */
export function draftKey(person: string, name: string): string {
  return `${drafts}${person}.${name}`;
}

import type { Endpoints, Problem } from '@underpin/contract';
import type { z } from 'zod';
import { Refusal } from './ask.ts';
import { changeHeaders } from './session.ts';

type Body<N extends keyof Endpoints> = Endpoints[N] extends { readonly response: infer S extends z.ZodType }
  ? z.output<S>
  : never;
export type OpenCase = Body<'listCases'>['items'][number];

const casesPath: Endpoints['listCases']['path'] = '/cases';

/** Cases that the reader may see and that are not closed yet, the most pressing clock first. */
export async function openCases(signal: AbortSignal): Promise<readonly OpenCase[]> {
  const answer = await fetch(`/api/v1${casesPath}?limit=200`, { signal, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  const { items } = (await answer.json()) as Body<'listCases'>;
  return items
    .filter(({ state }) => state !== 'closed' && state !== 'decided')
    .toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
}

/** Who is signed in; null when nobody is. */
export async function whoIsIn(signal: AbortSignal): Promise<Body<'getSession'> | null> {
  const path: Endpoints['getSession']['path'] = '/session';
  const answer = await fetch(`/api/v1${path}`, { signal });
  return answer.ok ? ((await answer.json()) as Body<'getSession'>) : null;
}

/** Changes something in the name of who is signed in. Throws {@link Refusal}. */
export async function change(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: { ...(await changeHeaders()), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  return answer.status === 204 ? null : await answer.json();
}

/** Adds what a page showed to a case, as evidence that only the caller's authority sees. Throws {@link Refusal}. */
export async function addStatement(
  caseId: string,
  { statement, address, asOf }: { readonly statement: string; readonly address: string; readonly asOf: string },
): Promise<void> {
  await change('POST', `/cases/${caseId}/evidence`, {
    statement,
    source: {
      name: 'Underpin',
      kind: 'supervisory data',
      publishedOn: asOf,
      citation: `What-if at ${address}`,
    },
    reliability: 'A',
    credibility: 2,
    independentSources: null,
    marking: 'AMBER',
    releasableTo: [],
  });
}

/** Asks for the main figures on the case's own subject, computed and kept by the server. Throws {@link Refusal}. */
export async function freezeFigures(caseId: string): Promise<void> {
  const figures = ['critical functions lost', 'institutions hit', 'total assets hit'].map((measure) => ({ measure }));
  await change('POST', `/cases/${caseId}/figures`, { figures, marking: 'AMBER' });
}

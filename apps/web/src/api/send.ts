import type { Call, Endpoints, Problem } from '@underpin/contract';
import {
  keepPreviousData,
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { Refusal } from './ask.ts';
import { reviewRoutes, type ReviewName } from './review-routes.ts';
import { csrfToken, forgetSession } from './session.ts';

/** What an endpoint of the reviews answers; nothing where it answers nothing. */
export type Given<N extends ReviewName> = Endpoints[N] extends { readonly response: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
/** One item of a list. */
export type ItemOf<N extends ReviewName> = Given<N> extends { readonly items: readonly (infer I)[] } ? I : never;

interface Loose {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
  readonly ifMatch?: number;
}

/** Address of an endpoint with its parameters. */
export function reviewAddress(name: ReviewName, { params = {}, query = {} }: Loose = {}): string {
  const [, path = ''] = reviewRoutes[name].split(' ');
  const filled = path.replaceAll(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? ''));
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();
  return `/api/v1${filled}${asked === '' ? '' : `?${asked}`}`;
}

/** Asks the server about reviews, or changes something there. Throws {@link Refusal} with the reason when it is not done. */
export async function send<N extends ReviewName>(
  name: N,
  call: Call<Endpoints[N]>,
  signal?: AbortSignal,
): Promise<Given<N>> {
  const { body, ifMatch } = call as Loose;
  const [method = 'GET'] = reviewRoutes[name].split(' ');
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') {
    const csrf = await csrfToken();
    if (csrf !== null) headers['x-csrf-token'] = csrf;
  }
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  const answer = await fetch(reviewAddress(name, call as Loose), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.status === 401 && name !== 'signIn') forgetSession();
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  return (answer.status === 204 ? undefined : await answer.json()) as Given<N>;
}

/** Asks when shown. `null` asks nothing. What is shown is asked again when the window is looked at again. */
export function useAsk<N extends ReviewName>(
  name: N,
  call: Call<Endpoints[N]> | null,
  options: { readonly keep?: boolean; readonly everyMs?: number } = {},
): UseQueryResult<Given<N>> {
  return useQuery({
    queryKey: ['review', name, call],
    queryFn: ({ signal }) => send(name, call as Call<Endpoints[N]>, signal),
    enabled: call !== null,
    staleTime: 5000,
    refetchOnWindowFocus: true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}

const pageSize = 200;
const mostPages = 50;

/** All items of a list, page after page. */
export function useAll<N extends ReviewName>(
  name: N,
  call: Call<Endpoints[N]> | null,
): UseQueryResult<readonly ItemOf<N>[]> {
  return useQuery({
    queryKey: ['review', name, 'all', call],
    queryFn: async ({ signal }) => {
      const items: ItemOf<N>[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const { query, ...rest } = call as Loose;
        const asked = { ...rest, query: { ...query, limit: pageSize, cursor } } as unknown as Call<Endpoints[N]>;
        const given = (await send(name, asked, signal)) as unknown as { items: ItemOf<N>[]; next: string | null };
        items.push(...given.items);
        if (given.next === null) break;
        cursor = given.next;
      }
      return items;
    },
    enabled: call !== null,
    staleTime: 5000,
    refetchOnWindowFocus: true,
  });
}

interface Sending<N extends ReviewName> extends Pick<
  UseMutationResult<Given<N>, Error, Call<Endpoints[N]>>,
  'mutateAsync' | 'isPending' | 'isSuccess' | 'error' | 'data' | 'variables' | 'reset'
> {
  mutate(
    call: Call<Endpoints[N]>,
    then?: {
      readonly onSuccess?: ((given: Given<N>) => void) | undefined;
      readonly onError?: ((error: Error) => void) | undefined;
    },
  ): void;
}

/**
 * Changes something; afterwards everything about reviews is asked again.
 * What is to happen then happens even when the form has gone: a case that is decided shows no form for its decision any more.
 */
export function useSend<N extends ReviewName>(name: N): Sending<N> {
  const queries = useQueryClient();
  const { mutateAsync, isPending, isSuccess, error, data, variables, reset } = useMutation<
    Given<N>,
    Error,
    Call<Endpoints[N]>
  >({
    mutationFn: (call) => send(name, call),
    onSettled: () => queries.invalidateQueries({ queryKey: ['review'] }),
  });
  const mutate: Sending<N>['mutate'] = (call, { onSuccess, onError } = {}) => {
    void mutateAsync(call).then(onSuccess, onError ?? (() => {}));
  };
  return { mutate, mutateAsync, isPending, isSuccess, error, data, variables, reset };
}

/** Uploads the file of a piece of evidence, telling how far it is. */
export function uploadFile(
  evidence: string,
  file: File,
  report: (share: number) => void,
  signal: AbortSignal,
): Promise<Given<'putEvidenceFile'>> {
  return sendFile('putEvidenceFile', evidence, file, report, signal);
}

/** Sends a file of something by its id, telling how far it is. Throws {@link Refusal} with the reason when it is not taken. */
export async function sendFile<N extends 'putEvidenceFile' | 'addMeasurements'>(
  name: N,
  id: string,
  file: File,
  report: (share: number) => void,
  signal: AbortSignal,
): Promise<Given<N>> {
  const csrf = await csrfToken();
  const [method = 'PUT'] = reviewRoutes[name].split(' ');
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, reviewAddress(name, { params: { id }, query: { name: file.name } }));
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (csrf !== null) request.setRequestHeader('x-csrf-token', csrf);
    request.upload.addEventListener('progress', ({ loaded, total }) => report(total === 0 ? 1 : loaded / total));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Given<N>);
      else reject(refusalIn(request.responseText, request.status));
    });
    request.addEventListener('error', () => reject(new TypeError('The connection broke')));
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusalIn(text: string, status: number): Error {
  try {
    return new Refusal(JSON.parse(text) as Problem);
  } catch {
    return new Error(`The server answered ${status}`);
  }
}

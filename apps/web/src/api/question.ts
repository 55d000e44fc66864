import type { Call, Endpoints, sectorEndpoints } from '@underpin/contract';
import type { QueryClient } from '@tanstack/react-query';
import { type AnswerOf, ask } from './ask.ts';
import { withDate } from './with-date.ts';

type Names = keyof typeof sectorEndpoints;

/** A question to the server, as of a date, under the key by which its answer is kept. */
export function question<N extends Names>(
  name: N,
  call: Call<Endpoints[N]> | null,
  date: string | undefined,
): { queryKey: unknown[]; queryFn: (asked: { signal: AbortSignal }) => Promise<AnswerOf<N>> } {
  const dated = call === null ? null : withDate(name, call, date);
  return {
    queryKey: [name, dated],
    queryFn: ({ signal }) => ask(name, dated as Call<Endpoints[N]>, { signal }),
  };
}

/** Asks what a page will ask, while it is on its way. */
export function askAhead<N extends Names>(
  queries: QueryClient,
  name: N,
  call: Call<Endpoints[N]>,
  date: string | undefined,
): void {
  void queries.prefetchQuery(question(name, call, date));
}

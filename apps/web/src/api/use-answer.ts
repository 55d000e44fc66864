import type { Call, Endpoints, sectorEndpoints } from '@underpin/contract';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type AnswerOf, ask } from './ask.ts';

/** Asks the server when shown, and keeps what it answered. `null` asks nothing. */
export function useAnswer<N extends keyof typeof sectorEndpoints>(
  name: N,
  call: Call<Endpoints[N]> | null,
  options: { readonly keep?: boolean } = {},
): UseQueryResult<AnswerOf<N>> {
  return useQuery({
    queryKey: [name, call],
    queryFn: ({ signal }) => ask(name, call as Call<Endpoints[N]>, { signal }),
    enabled: call !== null,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}

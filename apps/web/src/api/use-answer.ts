import type { Call, Endpoints, sectorEndpoints } from '@underpin/contract';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type AnswerOf, ask } from './ask.ts';
import { useDate, withDate } from './with-date.ts';

/** Asks the server when shown, as of the date of the page, and keeps what it answered. `null` asks nothing. */
export function useAnswer<N extends keyof typeof sectorEndpoints>(
  name: N,
  call: Call<Endpoints[N]> | null,
  options: { readonly keep?: boolean } = {},
): UseQueryResult<AnswerOf<N>> {
  const date = useDate();
  const dated = call === null ? null : withDate(name, call, date);
  return useQuery({
    queryKey: [name, dated],
    queryFn: ({ signal }) => ask(name, dated as Call<Endpoints[N]>, { signal }),
    enabled: call !== null,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}

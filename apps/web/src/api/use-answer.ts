import type { Call, Endpoints, sectorEndpoints } from '@underpin/contract';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AnswerOf } from './ask.ts';
import { question } from './question.ts';
import { useDate } from './with-date.ts';

/** Asks the server when shown, as of the date of the page, and keeps what it answered. `null` asks nothing. */
export function useAnswer<N extends keyof typeof sectorEndpoints>(
  name: N,
  call: Call<Endpoints[N]> | null,
  options: { readonly keep?: boolean } = {},
): UseQueryResult<AnswerOf<N>> {
  const date = useDate();
  return useQuery({
    ...question(name, call, date),
    enabled: call !== null,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}

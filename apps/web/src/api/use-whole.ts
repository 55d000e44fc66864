import type { Call, Endpoints, sectorEndpoints } from '@underpin/contract';
import { useMemo } from 'react';
import { useIdle } from '../parts/use-idle.ts';
import type { AnswerOf } from './ask.ts';
import { useAnswer } from './use-answer.ts';

/** Milliseconds after which somebody who has not gone on is taken to read. */
const patience = 1_000;

/**
 * A list of `total` of which the `first` are known: those at once, and all once the page has time to ask for the others. Give a component that
 * uses it a key of what the list is about.
 */
export function useWhole<N extends keyof typeof sectorEndpoints, T>(
  first: readonly T[],
  total: number,
  name: N,
  call: Call<Endpoints[N]>,
  listOf: (answer: AnswerOf<N>) => readonly T[],
): readonly T[] {
  const idle = useIdle(patience);
  const { query = {} } = call as { query?: object };
  const rest = { ...call, query: { ...query, offset: first.length } } as Call<Endpoints[N]>;
  const { data } = useAnswer(name, idle && total > first.length ? rest : null);
  return useMemo(() => (data === undefined ? first : [...first, ...listOf(data)]), [first, data, listOf]);
}

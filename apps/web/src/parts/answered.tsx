import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Refusal } from '../api/ask.ts';
import { useWords } from '../words/words.tsx';

/** Shows what was answered; meanwhile that it is computed, or why it could not be. */
export function Answered<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (value: T) => ReactNode;
}): ReactNode {
  const { say } = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  if (query.fetchStatus === 'idle') return null;
  return (
    <p className="quiet computing" role="status">
      {say('app.loading')}
    </p>
  );
}

export function ProblemNote({ error, retry }: { readonly error: Error; readonly retry?: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <div className="note problem" role="alert">
      <strong>{say('app.problem')}</strong>
      <p>{error instanceof Refusal ? error.message : say('app.offline')}</p>
      {retry === undefined || error instanceof Refusal ? null : (
        <Button size="xs" variant="default" onClick={retry}>
          {say('app.retry')}
        </Button>
      )}
    </div>
  );
}

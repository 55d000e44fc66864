import type { ReactNode } from 'react';
import { Refusal } from '../api/ask.ts';
import { useWords } from '../words/words.tsx';

/** Why something was not done, beside where it was asked for. Nothing when it was. */
export function Refused({ error }: { readonly error: Error | null }): ReactNode {
  const { say } = useWords();
  if (error === null) return null;
  return (
    <p role="alert" className="note problem">
      {error instanceof Refusal ? error.message : say('app.offline')}
      {error instanceof Refusal && error.details.length > 0 ? (
        <span className="block quiet">{error.details.join(' · ')}</span>
      ) : null}
    </p>
  );
}

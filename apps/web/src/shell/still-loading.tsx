import type { ReactNode } from 'react';
import { Refusal } from '../api/ask.ts';
import { useWords } from '../words/words.tsx';

/** Says that the server still loads, and how far it is. What the page asked for comes by itself. */
export function StillLoading({ reason }: { readonly reason: Error | null }): ReactNode {
  const { say } = useWords();
  if (!(reason instanceof Refusal && reason.loading)) return null;
  const [, done, total] = /(\d+) of (\d+)/.exec(reason.message) ?? [];
  return (
    <div className="note still-loading" role="status">
      <p>{say('app.stillLoading')}</p>
      <progress aria-label={say('app.stillLoading')} {...(total === undefined ? {} : { value: done, max: total })} />
      {total === undefined ? null : (
        <span className="quiet"> {say('app.filesLoaded', { done: done ?? '', total })}</span>
      )}
    </div>
  );
}

import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

/** Tells that a draft was found on this computer, and lets it be thrown away. */
export function DraftNote({
  from,
  discard,
}: {
  readonly from: string | null;
  readonly discard: () => void;
}): ReactNode {
  const { say, format } = useWords();
  if (from === null) return null;
  return (
    <p className="quiet draft-note" role="status">
      {say('desk.draftFound', { at: format.moment(from) })}{' '}
      <button type="button" className="why" onClick={discard}>
        {say('desk.draftDiscard')}
      </button>
    </p>
  );
}

import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { Clock, Marking } from './marks.tsx';

/** An extract exactly as its recipient reads it: the same for the preview of the sender and the page of the recipient. */
export function ExtractView({
  introduction,
  text,
  hidden,
  marking,
  replyBy,
}: {
  readonly introduction: string;
  readonly text: string;
  readonly hidden: readonly string[];
  readonly marking: string;
  readonly replyBy: string | null;
}): ReactNode {
  const { say } = useWords();
  const parts = text.split('█████');
  return (
    <article className="extract">
      <p className="object-head">
        <Marking value={marking} />
        {replyBy === null ? null : (
          <span>
            {say('extract.replyBy')} <Clock dueAt={replyBy} />
          </span>
        )}
      </p>
      <p>{introduction}</p>
      <blockquote>
        {parts.map((part, at) => (
          <span key={at}>
            {part}
            {at < parts.length - 1 ? (
              <span className="blackout" title={hidden[at] ?? ''}>
                <span className="hidden">{say('extract.hidden', { reason: hidden[at] ?? '' })}</span>
                <span aria-hidden="true">█████</span>
              </span>
            ) : null}
          </span>
        ))}
      </blockquote>
      {hidden.length === 0 ? null : (
        <p className="quiet">{say('extract.hiddenBecause', { reasons: hidden.join('; ') })}</p>
      )}
    </article>
  );
}

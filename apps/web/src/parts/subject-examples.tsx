import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../words/words.tsx';

/** Subjects to begin with: what fells most in this sector. */
export function SubjectExamples({ onAsk }: { readonly onAsk: (expression: string) => void }): ReactNode {
  const { say, format } = useWords();
  const lines = [
    useAnswer('getRanking', { query: { kind: 'group', limit: 2 } }),
    useAnswer('getRanking', { query: { kind: 'maker', limit: 2 } }),
    useAnswer('getRanking', { query: { kind: 'country', limit: 2 } }),
  ].flatMap(({ data }) => data?.items ?? []);
  if (lines.length === 0) return null;
  return (
    <div className="starters">
      <span className="quiet">{say('subject.examples')}</span>
      {lines.map((line) => (
        <button key={line.subject} type="button" className="chip" onClick={() => onAsk(line.subject)}>
          {line.kind === 'country' ? format.country(line.id) : line.name}{' '}
          <span className="quiet">{say(`kind.one.${line.kind}`)}</span>
        </button>
      ))}
    </div>
  );
}

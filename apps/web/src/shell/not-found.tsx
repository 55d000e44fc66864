import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

export function NotFound(): ReactNode {
  const { say } = useWords();
  return (
    <div className="note">
      <h1>{say('app.notFound')}</h1>
      <p>{say('app.notFoundHint')}</p>
      <Link to="/">{say('nav.overview')}</Link>
    </div>
  );
}

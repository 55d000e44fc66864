import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Refusal } from '../api/ask.ts';
import { useAsk } from '../api/send.ts';
import { signOut, useSession } from '../api/session.ts';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { deskPagesOf } from './desk-pages.ts';
import { Icon } from './icons.tsx';

/** The pages about somebody's own work, with how much waits for them. */
export function DeskNav(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const waiting = useAsk('listWaiting', (session.data ?? null) === null ? null : {}, { everyMs: 60_000 });
  const sector = useAnswer('getSector', {});
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const count = (waiting.data?.items ?? []).reduce((sum, { count: n }) => sum + n, 0);
  const kind = session.data?.party.kind;
  // Who may not read the whole sector begins where their own work is.
  const away =
    path === '/' && sector.error instanceof Refusal && sector.error.status === 403 && (session.data ?? null) !== null;
  return (
    <ul className="desk-nav">
      {away ? <Navigate to="/sign-in" replace /> : null}
      {deskPagesOf(session.data).map(({ id, to }) => (
        <li key={id}>
          <Link
            to={to as '/'}
            className="nav-link"
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon name={id} />
            {say(`nav.${id}`)}
            {count > 0 && (id === 'received' || (id === 'cases' && kind !== undefined)) ? (
              <span className="badge">
                {count}
                <span className="hidden"> {say('nav.waiting')}</span>
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Who is signed in, or the way to sign in. */
export function WhoIsIn(): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const session = useSession();
  if (session.data === null || session.data === undefined) {
    return session.isPending ? null : (
      <Link to="/sign-in" className="button sign-in-link">
        {say('signin.title')}
      </Link>
    );
  }
  const { person, party } = session.data;
  const leave = async (): Promise<void> => {
    await signOut();
    await navigate({ to: '/sign-in' });
    await queries.resetQueries();
  };
  return (
    <div className="who">
      <Link to="/account" title={say('account.title')}>
        {person.name}
      </Link>
      <p className="quiet">
        {person.roles.map((role) => sayOr(say, `role.${role}`, role)).join(', ')}, {party.name}
      </p>
      <button type="button" className="plain" onClick={() => void leave()}>
        {say('signin.out')}
      </button>
    </div>
  );
}

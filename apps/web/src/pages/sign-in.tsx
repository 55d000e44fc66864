import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { askAnewAs, currentSession, rememberSession, useSession } from '../api/session.ts';
import { homeOf, SignIn } from '../parts/sign-in.tsx';
import { useWords } from '../words/words.tsx';

export function SignInPage(): ReactNode {
  const { data = null } = useSession();
  return data === null ? <SignIn /> : <Navigate to={homeOf(data)} replace />;
}

/** Where the identity provider sends people back to: there is a session now. */
export function SignedInPage(): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    rememberSession();
    void currentSession().then((session) => {
      askAnewAs(queries, session);
      return navigate({ to: '/sign-in', replace: true });
    });
  }, [queries, navigate]);
  return <h1>{say('app.loading')}</h1>;
}

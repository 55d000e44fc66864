import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { send } from '../api/send.ts';
import { ProblemNote } from '../parts/answered.tsx';
import { useWords } from '../words/words.tsx';

/** The secret stands behind the "#", which browsers do not send; it is taken out of the address at once. */
const given = location.pathname === '/welcome' ? location.hash.slice(1) : '';
if (given !== '') history.replaceState(null, '', '/welcome');

/** What a one-time link opens: sets a password. */
export function WelcomePage(): ReactNode {
  const { say } = useWords();
  const [token] = useState(given === '' ? location.hash.slice(1) : given);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const use = useMutation({ mutationFn: () => send('useLink', { body: { token, password } }) });
  if (use.data !== undefined) {
    return (
      <div className="panel sign-in">
        <h1>{say('welcome.done')}</h1>
        <p>{say('welcome.doneHint', { login: use.data.login })}</p>
        <Link className="button" to="/sign-in">
          {say('signin.title')}
        </Link>
      </div>
    );
  }
  const differs = again !== '' && again !== password;
  return (
    <form
      className="panel sign-in"
      aria-label={say('welcome.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (again === password) use.mutate();
      }}
    >
      <h1>{say('welcome.title')}</h1>
      <p className="quiet">{say('welcome.teach')}</p>
      <PasswordInput
        size="xs"
        label={say('welcome.password')}
        autoComplete="new-password"
        minLength={12}
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <PasswordInput
        size="xs"
        label={say('welcome.again')}
        autoComplete="new-password"
        required
        value={again}
        error={differs ? say('welcome.differs') : null}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      {use.error === null ? null : <ProblemNote error={use.error} />}
      <Button size="xs" type="submit" loading={use.isPending}>
        {say('welcome.set')}
      </Button>
    </form>
  );
}

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refusal } from '../api/ask.ts';
import { signIn } from '../api/session.ts';
import { useWords } from '../words/words.tsx';

/** Takes a login and a password, and asks everything again once they are good. */
export function SignIn(): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(login, password, code),
    onSuccess: () => queries.resetQueries(),
  });
  return (
    <form
      className="panel sign-in"
      aria-label={say('signin.title')}
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      <h1>{say('signin.title')}</h1>
      <p className="quiet">{say('signin.teach')}</p>
      <TextInput
        size="xs"
        label={say('signin.login')}
        autoComplete="username"
        required
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        size="xs"
        label={say('signin.password')}
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label={say('signin.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {enter.error === null ? null : (
        <p role="alert" className="note problem">
          {enter.error instanceof Refusal ? enter.error.message : say('app.offline')}
        </p>
      )}
      <Button size="xs" type="submit" loading={enter.isPending}>
        {say('signin.submit')}
      </Button>
    </form>
  );
}

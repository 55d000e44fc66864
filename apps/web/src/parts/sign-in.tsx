import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Refusal } from '../api/ask.ts';
import { type Given, send } from '../api/send.ts';
import { askAnewAs, enterExample, type Session, signIn, wasInExample } from '../api/session.ts';
import { sayOr, useWords } from '../words/words.tsx';

type People = NonNullable<Given<'getDoor'>['example']>;

/** Where somebody begins: their cases, what was sent to them, the ledger, or the people they look after. */
export function homeOf(session: Session): '/cases' | '/received' | '/ledger' | '/administration' {
  switch (session.party.kind) {
    case 'institution':
    case 'provider':
      return '/received';
    case 'auditor':
      return '/ledger';
    case 'operator':
      return '/administration';
    default:
      return '/cases';
  }
}

/** Lets somebody in: by one click on the example, else by login and password or by the identity provider. */
export function SignIn(): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const door = useQuery({ queryKey: ['door'], queryFn: () => send('getDoor', {}), staleTime: 30_000 });
  const enter = useMutation({
    mutationFn: (begin: () => Promise<Session>) => begin(),
    onSuccess: async (session) => {
      askAnewAs(queries, session);
      if (path === '/sign-in' || path === '/welcome') await navigate({ to: homeOf(session) });
    },
  });
  const problem =
    enter.error === null ? null : (
      <p role="alert" className="note problem">
        {enter.error instanceof Refusal ? enter.error.message : say('app.offline')}
      </p>
    );
  const example = door.data?.example ?? null;
  if (example !== null && example.length > 0) {
    return (
      <div className="sign-in-example">
        <h1>{say('signin.title')}</h1>
        <p className="note">{say('signin.exampleTeach')}</p>
        {problem}
        <ExamplePeople people={example} enter={(person) => enter.mutate(() => enterExample(person))} />
        <details>
          <summary>{say('signin.withPassword')}</summary>
          <PasswordForm enter={(begin) => enter.mutate(begin)} pending={enter.isPending} problem={null} />
        </details>
      </div>
    );
  }
  return (
    <>
      {door.data?.example === null && wasInExample() ? <p className="note">{say('signin.exampleOver')}</p> : null}
      <PasswordForm enter={(begin) => enter.mutate(begin)} pending={enter.isPending} problem={problem} titled />
      {door.data?.oidc === true ? (
        <p className="sign-in-other">
          <a className="button" href="/api/v1/oidc/start">
            {say('signin.oidc')}
          </a>
        </p>
      ) : null}
    </>
  );
}

function ExamplePeople({
  people,
  enter,
}: {
  readonly people: People;
  readonly enter: (person: string) => void;
}): ReactNode {
  const { say } = useWords();
  const parties = Map.groupBy(people, ({ party }) => party);
  return (
    <ul className="people-grid" aria-label={say('signin.examplePeople')}>
      {[...parties].map(([party, members]) => (
        <li key={party} className="panel">
          <h2>{members[0]?.partyName}</h2>
          {members.map(({ person, name, role }) => (
            <button key={person} type="button" className="person" onClick={() => enter(person)}>
              <strong>{sayOr(say, `role.${role}`, role)}</strong>
              <span className="quiet">{name}</span>
              <span className="quiet does">{sayOr(say, `does.${role}`, '')}</span>
            </button>
          ))}
        </li>
      ))}
    </ul>
  );
}

function PasswordForm({
  enter,
  pending,
  problem,
  titled = false,
}: {
  readonly enter: (begin: () => Promise<Session>) => void;
  readonly pending: boolean;
  readonly problem: ReactNode;
  readonly titled?: boolean;
}): ReactNode {
  const { say } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <form
      className="panel sign-in"
      aria-label={say('signin.title')}
      onSubmit={(event) => {
        event.preventDefault();
        enter(() => signIn(login, password, code));
      }}
    >
      {titled ? <h1>{say('signin.title')}</h1> : null}
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
      {problem}
      <Button size="xs" type="submit" loading={pending}>
        {say('signin.submit')}
      </Button>
    </form>
  );
}

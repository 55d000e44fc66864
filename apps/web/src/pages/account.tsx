import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useAll, useSend } from '../api/send.ts';
import { DeskPage, useDesk } from '../desk/desk.tsx';
import { Jobs } from '../desk/jobs.tsx';
import { When } from '../desk/marks.tsx';
import { Refused } from '../desk/refused.tsx';
import { Secret } from '../desk/secret.tsx';
import { Webhooks } from '../desk/webhooks.tsx';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';

const QrCode = lazy(async () => ({ default: (await import('../desk/qr-code.tsx')).QrCode }));

export function AccountPage(): ReactNode {
  return (
    <DeskPage>
      <Account />
    </DeskPage>
  );
}

function Account(): ReactNode {
  const { say, format } = useWords();
  const { session } = useDesk();
  const { person, party } = session;
  return (
    <>
      <h1>{say('account.title')}</h1>
      <dl className="facts panel">
        <div>
          <dt>{say('account.name')}</dt>
          <dd>{person.name}</dd>
        </div>
        <div>
          <dt>{say('signin.login')}</dt>
          <dd>{person.login}</dd>
        </div>
        <div>
          <dt>{say('account.party')}</dt>
          <dd>
            {party.name} <span className="quiet">({sayOr(say, `party.${party.kind}`, party.kind)})</span>
          </dd>
        </div>
        <div>
          <dt>{say('account.roles')}</dt>
          <dd>{person.roles.map((role) => sayOr(say, `role.${role}`, role)).join(', ')}</dd>
        </div>
        <div>
          <dt>{say('account.until')}</dt>
          <dd>{format.moment(session.expiresAt)}</dd>
        </div>
      </dl>
      <div className="columns">
        <Password />
        <SecondFactor />
      </div>
      <Panel title={say('account.keys')}>
        <p>{say('account.keysTeach')}</p>
      </Panel>
      <Tokens />
      <Webhooks />
      <Jobs />
    </>
  );
}

function Password(): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const change = useSend('changePassword');
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Panel title={say('account.password')} note={say('account.passwordNote')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(
            { body: { old, password } },
            {
              onSuccess: () => {
                setOld('');
                setPassword('');
                tell(say('account.passwordDone'));
              },
            },
          );
        }}
      >
        <PasswordInput
          size="xs"
          label={say('account.old')}
          autoComplete="current-password"
          required
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <PasswordInput
          size="xs"
          label={say('account.new')}
          autoComplete="new-password"
          minLength={12}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refused error={change.error} />
        <Button size="xs" type="submit" variant="default" loading={change.isPending}>
          {say('account.change')}
        </Button>
      </form>
    </Panel>
  );
}

function SecondFactor(): ReactNode {
  const { say } = useWords();
  const { session, tell } = useDesk();
  const queries = useQueryClient();
  const begin = useSend('beginTotp');
  const confirm = useSend('confirmTotp');
  const [code, setCode] = useState('');
  if (session.totp) {
    return (
      <Panel title={say('account.totp')}>
        <p>{say('account.totpOn')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={say('account.totp')} note={say('account.totpNote')}>
      {begin.data === undefined ? (
        <>
          <Refused error={begin.error} />
          <Button size="xs" variant="default" loading={begin.isPending} onClick={() => begin.mutate({})}>
            {say('account.totpBegin')}
          </Button>
        </>
      ) : (
        <form
          className="fields"
          onSubmit={(event) => {
            event.preventDefault();
            confirm.mutate(
              { body: { code } },
              {
                onSuccess: () => {
                  tell(say('account.totpDone'));
                  void queries.invalidateQueries({ queryKey: ['session'] });
                },
              },
            );
          }}
        >
          <p>{say('account.totpScan')}</p>
          <Suspense fallback={<div className="qr" />}>
            <QrCode text={begin.data.uri} label={say('account.totpQr')} />
          </Suspense>
          <p className="quiet">
            {say('account.totpKey')} <code>{begin.data.secret}</code>
          </p>
          <TextInput
            size="xs"
            label={say('account.totpCode')}
            inputMode="numeric"
            pattern="\d{6}"
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Refused error={confirm.error} />
          <Button size="xs" type="submit" loading={confirm.isPending}>
            {say('account.totpConfirm')}
          </Button>
        </form>
      )}
    </Panel>
  );
}

function Tokens(): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const tokens = useAll('listTokens', {});
  const add = useSend('addToken');
  const remove = useSend('removeToken');
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'read' | 'write'>('read');
  const [days, setDays] = useState('90');
  return (
    <Panel title={say('tokens.title')} note={say('tokens.note')}>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ body: { name, scope, days: Number(days) } }, { onSuccess: () => setName('') });
        }}
      >
        <TextInput
          size="xs"
          label={say('tokens.name')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          size="xs"
          label={say('tokens.scope')}
          allowDeselect={false}
          value={scope}
          onChange={(value) => setScope(value === 'write' ? 'write' : 'read')}
          data={[
            { value: 'read', label: say('tokens.read') },
            { value: 'write', label: say('tokens.write') },
          ]}
        />
        <Select
          size="xs"
          label={say('tokens.days')}
          allowDeselect={false}
          value={days}
          onChange={(value) => setDays(value ?? '90')}
          data={['1', '7', '30', '90', '365']}
        />
        <Button size="xs" type="submit" variant="default" loading={add.isPending}>
          {say('tokens.add')}
        </Button>
      </form>
      <Refused error={add.error} />
      {add.data === undefined ? null : <Secret label={say('tokens.secret')} value={add.data.secret} />}
      <Answered query={tokens}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{say('tokens.none')}</p>
          ) : (
            <table className="data">
              <thead>
                <tr>
                  <th scope="col">{say('tokens.name')}</th>
                  <th scope="col">{say('tokens.scope')}</th>
                  <th scope="col">{say('tokens.expires')}</th>
                  <th scope="col">{say('tokens.used')}</th>
                  <th scope="col">
                    <span className="hidden">{say('desk.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((token) => (
                  <tr key={token.id}>
                    <th scope="row">{token.name}</th>
                    <td>{say(token.scope === 'read' ? 'tokens.read' : 'tokens.write')}</td>
                    <td>
                      <When at={token.expiresAt} />
                    </td>
                    <td>{token.lastUsedAt === null ? '–' : <When at={token.lastUsedAt} />}</td>
                    <td>
                      <button
                        type="button"
                        className="why"
                        onClick={() =>
                          remove.mutate(
                            { params: { id: token.id } },
                            { onSuccess: () => tell(say('tokens.ended', { name: token.name })) },
                          )
                        }
                      >
                        {say('tokens.end')}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
    </Panel>
  );
}

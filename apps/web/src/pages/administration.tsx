import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type ItemOf, useAll, useSend } from '../api/send.ts';
import { DeskPage, useDesk } from '../desk/desk.tsx';
import { Jobs } from '../desk/jobs.tsx';
import { When } from '../desk/marks.tsx';
import { Refused } from '../desk/refused.tsx';
import { Secret } from '../desk/secret.tsx';
import { Webhooks } from '../desk/webhooks.tsx';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';

const kinds = ['authority', 'institution', 'provider', 'working group', 'auditor', 'operator'] as const;
/** Roles that people of a kind of party can have, as the server has them. */
const rolesOf = {
  authority: ['analyst', 'signatory'],
  institution: ['reporter', 'respondent'],
  provider: ['respondent'],
  'working group': ['member'],
  auditor: ['auditor'],
  operator: ['administrator'],
} as const satisfies Readonly<Record<(typeof kinds)[number], readonly ItemOf<'listPeople'>['roles'][number][]>>;

export function AdministrationPage(): ReactNode {
  return (
    <DeskPage>
      <Administration />
    </DeskPage>
  );
}

/** Parties, people, machinery. An administrator sees no case. */
function Administration(): ReactNode {
  const { say } = useWords();
  const { can } = useDesk();
  const { tab = 'people' } = useSearch({ from: '/administration' });
  if (!can('administrator')) {
    return (
      <>
        <h1>{say('admin.title')}</h1>
        <p className="note">{say('admin.notForYou')}</p>
      </>
    );
  }
  return (
    <>
      <h1>{say('admin.title')}</h1>
      <p className="quiet lead">{say('admin.lead')}</p>
      <nav aria-label={say('admin.sections')}>
        <ul className="tabs underlined">
          {(['people', 'parties', 'machinery', 'health'] as const).map((name) => (
            <li key={name}>
              <Link
                to="/administration"
                search={{ tab: name }}
                aria-current={name === tab ? 'page' : undefined}
                activeProps={{}}
              >
                {say(`admin.tab.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {tab === 'parties' ? (
        <Parties />
      ) : tab === 'machinery' ? (
        <>
          <Jobs />
          <Webhooks />
        </>
      ) : tab === 'health' ? (
        <Health />
      ) : (
        <People />
      )}
    </>
  );
}

function People(): ReactNode {
  const { say } = useWords();
  const { parties, nameOf, session, tell } = useDesk();
  const [filter, setFilter] = useState<string | null>(null);
  const people = useAll('listPeople', { query: { sort: 'name', ...(filter === null ? {} : { party: filter }) } });
  const change = useSend('changePerson');
  const give = useSend('giveLink');
  const [link, setLink] = useState<{ readonly name: string; readonly link: string } | null>(null);
  const choices = [...parties.values()].map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }));
  return (
    <>
      <AddPerson told={(name, path) => setLink({ name, link: path })} />
      {link === null ? null : (
        <Secret label={say('people.linkFor', { name: link.name })} value={`${location.origin}${link.link}`} />
      )}
      <Panel
        title={say('admin.tab.people')}
        note={say('people.note')}
        tools={
          <Select
            size="xs"
            aria-label={say('people.party')}
            placeholder={say('people.anyParty')}
            searchable
            clearable
            value={filter}
            onChange={setFilter}
            data={choices}
          />
        }
      >
        <Refused error={change.error ?? give.error} />
        <Answered query={people}>
          {(items) => (
            <ScrollTable label={say('admin.tab.people')}>
              <thead>
                <tr>
                  <th scope="col">{say('account.name')}</th>
                  <th scope="col">{say('people.party')}</th>
                  <th scope="col">{say('signin.login')}</th>
                  <th scope="col">{say('account.roles')}</th>
                  <th scope="col">{say('people.state')}</th>
                  <th scope="col">
                    <span className="hidden">{say('desk.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id} className={one.active ? '' : 'over'}>
                    <th scope="row">{one.name}</th>
                    <td>{nameOf(one.party)}</td>
                    <td>{one.login}</td>
                    <td>{one.roles.map((role) => sayOr(say, `role.${role}`, role)).join(', ')}</td>
                    <td>{say(one.active ? 'people.active' : 'people.ended')}</td>
                    <td>
                      <button
                        type="button"
                        className="why"
                        onClick={() =>
                          give.mutate(
                            { params: { id: one.id } },
                            { onSuccess: (given) => setLink({ name: one.name, link: given.link }) },
                          )
                        }
                      >
                        {say('people.giveLink')}
                        <span className="hidden"> {one.name}</span>
                      </button>
                      {one.id === session.person.id ? null : (
                        <button
                          type="button"
                          className="why"
                          onClick={() =>
                            change.mutate(
                              { params: { id: one.id }, body: { active: !one.active }, ifMatch: one.version },
                              {
                                onSuccess: (after) =>
                                  tell(
                                    say(one.active ? 'people.endedTold' : 'people.backTold', { name: one.name }),
                                    () =>
                                      change.mutateAsync({
                                        params: { id: one.id },
                                        body: { active: one.active },
                                        ifMatch: after.version,
                                      }),
                                  ),
                              },
                            )
                          }
                        >
                          {say(one.active ? 'people.end' : 'people.back')}
                          <span className="hidden"> {one.name}</span>
                        </button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Answered>
      </Panel>
    </>
  );
}

function AddPerson({ told }: { readonly told: (name: string, link: string) => void }): ReactNode {
  const { say } = useWords();
  const { parties } = useDesk();
  const add = useSend('addPerson');
  const [party, setParty] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [roles, setRoles] = useState<readonly string[]>([]);
  const kind = party === null ? null : (parties.get(party)?.kind ?? null);
  const possible = kind === null ? [] : rolesOf[kind];
  return (
    <Panel title={say('people.add')}>
      <form
        className="row"
        aria-label={say('people.add')}
        onSubmit={(event) => {
          event.preventDefault();
          if (party === null) return;
          const given = possible.filter((role) => roles.includes(role));
          add.mutate(
            { body: { party, name, login, roles: given.length === 0 ? possible.slice(0, 1) : given } },
            {
              onSuccess: (made) => {
                told(made.person.name, made.link);
                setName('');
                setLogin('');
              },
            },
          );
        }}
      >
        <Select
          size="xs"
          label={say('people.party')}
          required
          searchable
          value={party}
          onChange={setParty}
          data={[...parties.values()].map((one) => ({ value: one.id, label: `${one.id} · ${one.name}` }))}
        />
        <TextInput
          size="xs"
          label={say('account.name')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={say('signin.login')}
          required
          minLength={3}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <MultiSelect
          searchable
          className="grow"
          size="xs"
          label={say('account.roles')}
          placeholder={possible[0] === undefined ? '' : say(`role.${possible[0]}`)}
          value={[...roles]}
          onChange={setRoles}
          data={possible.map((role) => ({ value: role, label: say(`role.${role}`) }))}
        />
        <Button size="xs" type="submit" loading={add.isPending} disabled={party === null}>
          {say('people.addNow')}
        </Button>
      </form>
      <Refused error={add.error} />
    </Panel>
  );
}

function Parties(): ReactNode {
  const { say } = useWords();
  const { tell } = useDesk();
  const parties = useAll('listParties', {});
  const add = useSend('addParty');
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('institution');
  const [country, setCountry] = useState('');
  const [lei, setLei] = useState('');
  return (
    <>
      <Panel title={say('parties.add')}>
        <form
          className="row"
          aria-label={say('parties.add')}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(
              {
                body: {
                  id,
                  name,
                  kind,
                  country: country === '' ? null : country.toUpperCase(),
                  lei: lei === '' ? null : lei.toUpperCase(),
                },
              },
              {
                onSuccess: () => {
                  tell(say('parties.added', { name }));
                  setId('');
                  setName('');
                  setLei('');
                },
              },
            );
          }}
        >
          <TextInput
            size="xs"
            label={say('parties.id')}
            required
            pattern="[A-Za-z0-9._\-]+"
            maxLength={64}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <TextInput
            className="grow"
            size="xs"
            label={say('account.name')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            size="xs"
            label={say('parties.kind')}
            allowDeselect={false}
            value={kind}
            onChange={(value) => setKind(value ?? 'institution')}
            data={kinds.map((one) => ({ value: one, label: sayOr(say, `party.${one}`, one) }))}
          />
          <TextInput
            size="xs"
            label={say('parties.country')}
            maxLength={2}
            pattern="[A-Za-z]{2}"
            value={country}
            onChange={(event) => setCountry(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            label="LEI"
            maxLength={20}
            pattern="[A-Za-z0-9]{20}"
            value={lei}
            onChange={(event) => setLei(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" loading={add.isPending}>
            {say('parties.addNow')}
          </Button>
        </form>
        <Refused error={add.error} />
      </Panel>
      <Panel title={say('admin.tab.parties')} note={say('parties.note')}>
        <Answered query={parties}>
          {(items) => (
            <ScrollTable label={say('admin.tab.parties')}>
              <thead>
                <tr>
                  <th scope="col">{say('parties.id')}</th>
                  <th scope="col">{say('account.name')}</th>
                  <th scope="col">{say('parties.kind')}</th>
                  <th scope="col">{say('parties.country')}</th>
                  <th scope="col">LEI</th>
                  <th scope="col">{say('parties.since')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <code>{one.id}</code>
                    </td>
                    <th scope="row">{one.name}</th>
                    <td>{sayOr(say, `party.${one.kind}`, one.kind)}</td>
                    <td>{one.country ?? '–'}</td>
                    <td>{one.lei ?? '–'}</td>
                    <td>
                      <When at={one.createdAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Answered>
      </Panel>
    </>
  );
}

function Health(): ReactNode {
  const { say } = useWords();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: async () => (await (await fetch('/health')).json()) as Record<string, unknown>,
    refetchInterval: 5000,
  });
  return (
    <Panel title={say('admin.tab.health')} note={say('health.note')}>
      <Answered query={health}>
        {(told) => (
          <dl className="facts">
            {Object.entries(told).map(([name, value]) => (
              <div key={name}>
                <dt>{sayOr(say, `health.${name}`, name)}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        )}
      </Answered>
    </Panel>
  );
}

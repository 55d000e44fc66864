import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { BoundsBar, useBoundsText } from '../parts/bounds-bar.tsx';
import { FindingMessage } from '../parts/finding-message.tsx';
import { OwnershipMap } from '../parts/ownership-map.tsx';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Fact } from '../parts/fact.tsx';
import { sayOr, useWords } from '../words/words.tsx';

/** Who controls whom as of a date. */
export function ControlPage(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/control' });
  const { of, asOf, contains = '', as } = useSearch({ from: '/control' });
  const entities = useAnswer('listControlEntities', { query: { contains } }, { keep: true });
  const sector = useAnswer('getSector', {});
  const query = useAnswer(
    'getControl',
    of === undefined ? null : { query: { of, ...(asOf === undefined ? {} : { asOf }) } },
  );
  const find = useDebouncedCallback(
    (text: string) => void navigate({ search: (before) => ({ ...before, contains: text }), replace: true }),
    { delay: 40, leading: true },
  );
  return (
    <>
      <h1>{say('control.title')}</h1>
      <p className="quiet lead">{say('control.lead')}</p>
      <div className="split">
        <div className="list-side">
          <TextInput
            size="xs"
            type="search"
            label={say('control.find')}
            defaultValue={contains}
            onChange={(event) => find(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            type="date"
            label={say('control.date')}
            value={asOf ?? sector.data?.asOf ?? ''}
            onChange={(event) => {
              const date = event.currentTarget.value;
              void navigate({ search: (before) => ({ ...before, asOf: date }), replace: true });
            }}
          />
          <Answered query={entities}>
            {({ items, total }) => (
              <>
                <p className="quiet">{say('control.entities', { n: format.number(total) })}</p>
                <ul className="entities" tabIndex={0} aria-label={say('control.find')}>
                  {items.map((one) => (
                    <li key={one.id}>
                      <Link
                        to="/control"
                        search={(before) => ({ ...before, of: one.id })}
                        aria-current={one.id === of ? 'true' : undefined}
                      >
                        {one.name || one.id}
                        <span className="quiet"> {one.country ?? ''}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Answered>
        </div>
        <div>
          {of === undefined ? (
            <p className="note">{say('control.teach')}</p>
          ) : (
            <>
              <OwnershipMap
                of={of}
                asOf={asOf}
                asTable={as === 'table'}
                onDate={(date) => void navigate({ search: (before) => ({ ...before, asOf: date }), replace: true })}
                onChoose={(id) => void navigate({ search: (before) => ({ ...before, of: id }) })}
                onTable={(table) =>
                  void navigate({ search: (before) => ({ ...before, as: table ? 'table' : '' }), replace: true })
                }
              />
              <Answered query={query}>{(told) => <Controlled told={told} />}</Answered>
            </>
          )}
        </div>
      </div>
    </>
  );
}

function Controlled({ told }: { readonly told: AnswerOf<'getControl'> }): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const country = (code: string | null): string => (code === null ? say('unit.unobserved') : format.country(code));
  const state = (name: string): string => sayOr(say, `control.state.${name}`, name);
  const view = (name: string): string => sayOr(say, `control.in.${name}`, name);
  const facts: (readonly [string, string])[] = [
    [say('control.head'), `${told.head.name || told.head.id}`],
    [say('control.country'), country(told.countryOfControl)],
    [say('control.status'), state(told.status)],
    [say('control.above'), state(told.aboveHead)],
  ];
  if (told.possibleBy !== null) {
    const { name, id, countryOfControl } = told.possibleBy;
    facts.push([say('control.possible'), `${name || id} (${country(countryOfControl)})`]);
  }
  const rows = told.path.flatMap((leg) => leg.rows.map((row) => ({ leg, row })));
  return (
    <>
      <Panel
        title={told.entity.name || told.entity.id}
        note={`${told.entity.id} · ${say('app.asOf', { date: format.date(told.asOf) })}`}
      >
        <dl className="facts">
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </Panel>
      <Panel title={say('control.path')}>
        {rows.length === 0 ? (
          <p>{say(told.possibleBy === null ? 'control.noPath' : 'control.noProof')}</p>
        ) : (
          <ScrollTable label={say('control.path')}>
            <thead>
              <tr>
                <th scope="col">{say('control.from')}</th>
                <th scope="col">{say('control.to')}</th>
                <th scope="col">{say('control.by')}</th>
                <th scope="col">{say('control.view')}</th>
                <th scope="col">{say('control.share')}</th>
                <th scope="col">{say('control.source')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ leg, row }, at) => (
                <tr key={at}>
                  <td>{leg.from.name || leg.from.id}</td>
                  <td>{leg.to.name || leg.to.id}</td>
                  <td>{row.owner}</td>
                  <td>{view(leg.view)}</td>
                  <td>
                    {row.share === null ? (
                      '—'
                    ) : (
                      <BoundsBar bounds={row.share} max={1} text={bounds(row.share, format.share)} />
                    )}
                  </td>
                  <td title={row.source}>
                    {row.source.split('/').at(-1)}:{row.line}
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </Panel>
      <div className="columns">
        <Panel title={say('control.owners')}>
          {told.effectiveOwners.length === 0 ? (
            <p>{say('control.noOwners')}</p>
          ) : (
            <ScrollTable label={say('control.owners')}>
              <tbody>
                {told.effectiveOwners.map((owner) => (
                  <tr key={owner.id}>
                    <th scope="row">{owner.name || owner.id}</th>
                    <td>{country(owner.country)}</td>
                    <td>
                      <BoundsBar bounds={owner.share} max={1} text={bounds(owner.share, format.share)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Panel>
        <Panel title={say('control.views')}>
          <table className="data">
            <tbody>
              {Object.entries(told.views).map(([name, { head, status }]) => (
                <tr key={name}>
                  <th scope="row">{view(name)}</th>
                  <td className="wrap">{head.name || head.id}</td>
                  <td>{state(status)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      </div>
      {told.findings.length === 0 ? null : (
        <Panel title={say('control.findings')}>
          <ul className="plain-list">
            {told.findings.map(({ rule, message }, at) => (
              <li key={at}>
                <FindingMessage rule={rule} message={message} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

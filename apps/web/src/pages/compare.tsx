import { Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { BoundsBar } from '../parts/bounds-bar.tsx';
import { difference } from '../parts/difference.ts';
import { useFigureText } from '../parts/figure-text.ts';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { SubjectBuilder } from '../parts/subject-builder.tsx';
import { SubjectExamples } from '../parts/subject-examples.tsx';
import { useWords } from '../words/words.tsx';
import { RowLink } from '../parts/light-link.tsx';

type Answer = AnswerOf<'getReliance'>;
const sides = ['first', 'second'] as const;
const functionsTold = 200;

/** Two subjects, or one on two dates, figure by figure. */
export function ComparePage(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/reliance/compare' });
  const search = useSearch({ from: '/reliance/compare' });
  const dates = useAnswer('listSectorDates', {}).data?.items ?? [];
  const callOf = (side: (typeof sides)[number]) => {
    const subject = search[side];
    const at = search[`${side}Date`];
    return subject === undefined ? null : { query: { subject, ...(at === undefined ? {} : { at }) } };
  };
  const first = useAnswer('getReliance', callOf('first'));
  const second = useAnswer('getReliance', callOf('second'));

  const change = (next: Partial<typeof search>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <>
      <h1>{say('compare.title')}</h1>
      <p className="quiet lead">{say('compare.lead')}</p>
      <div className="columns">
        {sides.map((side) => (
          <section key={side} aria-label={say(`compare.${side}`)}>
            <div className="page-head">
              <h2>{say(`compare.${side}`)}</h2>
              <Select
                size="xs"
                aria-label={`${say(`compare.${side}`)}: ${say('date.label')}`}
                allowDeselect={false}
                value={search[`${side}Date`] ?? ''}
                data={[
                  { value: '', label: say('compare.latest') },
                  ...dates.map(({ date }) => ({ value: date, label: format.date(date) })),
                ]}
                onChange={(date) => change({ [`${side}Date`]: date ?? '' })}
              />
            </div>
            <p className="print-only expression">{search[side]}</p>
            <SubjectBuilder
              label={`${say('subject.title')}: ${say(`compare.${side}`)}`}
              subject={search[side] ?? ''}
              onAsk={(subject) => change({ [side]: subject })}
            />
            {search[side] === undefined ? <SubjectExamples onAsk={(subject) => change({ [side]: subject })} /> : null}
          </section>
        ))}
      </div>
      <div className="toolbar">
        {search.first === undefined ? null : (
          <button type="button" className="chip" onClick={() => change({ second: search.first ?? '' })}>
            {say('compare.same')}
          </button>
        )}
        {search.first === undefined || search.second === undefined ? null : (
          <button
            type="button"
            className="chip"
            onClick={() =>
              change({
                first: search.second ?? '',
                second: search.first ?? '',
                firstDate: search.secondDate ?? '',
                secondDate: search.firstDate ?? '',
              })
            }
          >
            {say('compare.swap')}
          </button>
        )}
      </div>
      {search.first === undefined || search.second === undefined ? (
        <p className="note">{say('compare.teach')}</p>
      ) : (
        <>
          <Answered query={first}>
            {(one) => <Answered query={second}>{(two) => <Compared one={one} two={two} />}</Answered>}
          </Answered>
          <FunctionsCompared first={callOf('first')} second={callOf('second')} />
        </>
      )}
    </>
  );
}

function Compared({ one, two }: { readonly one: Answer; readonly two: Answer }): ReactNode {
  const { say, format } = useWords();
  const text = useFigureText();
  const rangeOf = (between: { atLeast: number; atMost: number }, how: (value: number) => string): string =>
    between.atLeast === between.atMost
      ? how(between.atLeast)
      : say('unit.between', { low: how(between.atLeast), high: how(between.atMost) });
  const figures = one.figures.map((figure) => ({ a: figure, b: two.figures.find(({ id }) => id === figure.id) }));
  const heads = [one, two].map(({ asOf }, at) => `${say(`compare.${sides[at] ?? 'first'}`)} · ${format.date(asOf)}`);
  return (
    <>
      <Panel title={say('reliance.losses')}>
        <ScrollTable label={say('compare.title')}>
          <thead>
            <tr>
              <th scope="col">{say('reliance.figure')}</th>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
              <th scope="col">{say('compare.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ a, b }) => {
              const between = difference(a, b);
              const how =
                a.unit === 'share'
                  ? format.signedShare
                  : a.unit === 'money'
                    ? (value: number) => `${value > 0 ? '+' : ''}${format.money(value, a.currency ?? '')}`
                    : format.signed;
              return (
                <tr key={a.id}>
                  <th scope="row" className="wrap">
                    {text.name(a)}
                  </th>
                  {[a, b].map((figure, at) => (
                    <td key={at}>
                      {figure === undefined || figure.value === null ? (
                        <span className="unobserved">{say('unit.unobserved')}</span>
                      ) : (
                        <>
                          <BoundsBar
                            bounds={figure.value}
                            max={figure.unit === 'share' ? 1 : Math.max(figure.value.atMost, b?.value?.atMost ?? 0, 1)}
                            text={text.value(figure)}
                          />
                          <span className="quiet block">{text.n(figure)}</span>
                        </>
                      )}
                    </td>
                  ))}
                  <td>
                    {between === null ? (
                      <span className="unobserved">{say('unit.unobserved')}</span>
                    ) : (
                      rangeOf(between, how)
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
        <p className="quiet legend">{say('legend.bounds')}</p>
      </Panel>
    </>
  );
}

type Fallen = AnswerOf<'listLostFunctions'>['items'];
interface Side {
  readonly query: { readonly subject: string; readonly at?: string };
}
const criticalOf = (side: Side | null) =>
  side === null ? null : { query: { ...side.query, critical: 'yes' as const } };

/** The critical functions that fall with one only, and with both. */
function FunctionsCompared({
  first,
  second,
}: {
  readonly first: Side | null;
  readonly second: Side | null;
}): ReactNode {
  const one = useAnswer('listLostFunctions', criticalOf(first));
  const two = useAnswer('listLostFunctions', criticalOf(second));
  if (one.data === undefined || two.data === undefined) return null;
  return <FunctionLists one={one.data.items} two={two.data.items} />;
}

function FunctionLists({ one, two }: { readonly one: Fallen; readonly two: Fallen }): ReactNode {
  const { say, format } = useWords();
  const keyOf = ({ institutionId, function: fn }: Fallen[number]): string => `${institutionId}/${fn}`;
  const [a, b] = [one, two].map((fallen) => new Map(fallen.map((fn) => [keyOf(fn), fn])));
  const all = [...new Map([...(a ?? []), ...(b ?? [])])];
  const lists = [
    {
      title: say('compare.only', { side: say('compare.first.lower') }),
      rows: all.filter(([key]) => a?.has(key) === true && b?.has(key) !== true),
    },
    {
      title: say('compare.only', { side: say('compare.second.lower') }),
      rows: all.filter(([key]) => b?.has(key) === true && a?.has(key) !== true),
    },
    { title: say('compare.both'), rows: all.filter(([key]) => a?.has(key) === true && b?.has(key) === true) },
  ];
  return (
    <>
      <h2 className="section">{say('compare.functions')}</h2>
      <div className="columns three">
        {lists.map(({ title, rows }) => (
          <Panel key={title} title={title} note={say('unit.n', { n: format.number(rows.length) })}>
            {rows.length === 0 ? (
              <p className="quiet">—</p>
            ) : (
              <ScrollTable label={title} height="tall">
                <tbody>
                  {rows.slice(0, functionsTold).map(([key, fn]) => (
                    <tr key={key}>
                      <th scope="row" className="wrap">
                        <RowLink table="functions" of={key}>
                          {fn.name === '' ? fn.function : fn.name}
                        </RowLink>
                      </th>
                      <td className="cut">{fn.institution}</td>
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            )}
          </Panel>
        ))}
      </div>
    </>
  );
}

import { SegmentedControl, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { WhyButton } from '../parts/basis.tsx';
import { BoundsBar } from '../parts/bounds-bar.tsx';
import { CapEffect } from '../parts/cap-effect.tsx';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { sayOr, useWords } from '../words/words.tsx';

const IntervalLines = lazy(async () => ({ default: (await import('../charts/interval-lines.tsx')).IntervalLines }));
type Market = AnswerOf<'getMarket'>;
type Table = Market['items'][number];
const linesDrawn = 6;

/** Shares of sellers in a category over the reference dates. */
export function MarketPage(): ReactNode {
  const { say } = useWords();
  const { counted } = useSearch({ from: '/market' });
  const navigate = useNavigate({ from: '/market' });
  const of = counted === 'all' ? 'all' : 'alike';
  const query = useAnswer('getMarket', { query: { of } }, { keep: true });
  return (
    <>
      <div className="page-head">
        <h1>{say('market.title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={say('market.of')}
          value={of}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, counted: value }), replace: true })}
          data={[
            { value: 'alike', label: say('market.alike') },
            { value: 'all', label: say('market.all') },
          ]}
        />
      </div>
      <p className="quiet lead">{say('market.lead')}</p>
      <Answered query={query}>{(market) => <MarketView market={market} of={of} />}</Answered>
      <CapEffect />
    </>
  );
}

function MarketView({ market, of }: { readonly market: Market; readonly of: 'alike' | 'all' }): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/market' });
  const asked = useSearch({ from: '/market' });
  const categories = [...new Set(market.items.map(({ category }) => category))].toSorted();
  const dearest = market.items
    .filter((table) => table.weight === 'cost')
    .toSorted((a, b) => (b.total.at(-1) ?? 0) - (a.total.at(-1) ?? 0))[0];
  const category = asked.category ?? (dearest ?? market.items[0])?.category;
  const here = market.items.filter((table) => table.category === category);
  const weights = [...new Set(here.map(({ weight }) => weight))];
  const weight = weights.find((one) => one === asked.weight) ?? weights.find((one) => one === 'cost') ?? weights[0];
  const tables = here.filter((table) => table.weight === weight);
  if (market.items.length === 0) return <p className="note">{say('market.none')}</p>;
  return (
    <>
      <div className="toolbar">
        <Select
          size="xs"
          aria-label={say('market.category')}
          searchable
          allowDeselect={false}
          value={category ?? null}
          data={categories.map((value) => ({ value, label: sayOr(say, `category.${value}`, value) }))}
          onChange={(value) =>
            void navigate({ search: (before) => ({ ...before, category: value ?? '' }), replace: true })
          }
        />
        <SegmentedControl
          size="xs"
          aria-label={say('market.weight')}
          value={weight ?? ''}
          data={weights.map((value) => ({ value, label: say(`weight.${value}`) }))}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, weight: value }), replace: true })}
        />
        <span className="quiet">
          {market.institutions
            .map(({ date, counted, submitted }) =>
              say('market.ofNote', {
                counted: format.number(counted),
                submitted: format.number(submitted),
                date: format.date(date),
              }),
            )
            .join(' · ')}
        </span>
      </div>
      {tables.map((table) => (
        <MarketTable
          key={`${table.category}/${table.weight}/${table.unit}`}
          table={table}
          currency={market.currency}
          of={of}
        />
      ))}
    </>
  );
}

function MarketTable({
  table,
  currency,
  of,
}: {
  readonly table: Table;
  readonly currency: string;
  readonly of: 'alike' | 'all';
}): ReactNode {
  const { say, format } = useWords();
  const last = table.dates.length - 1;
  const amount = (value: number | null): string => {
    if (value === null) return say('unit.unobserved');
    if (table.weight === 'cost') return format.money(value, currency);
    return `${format.number(value)}${table.weight === 'capacity' ? ` ${table.unit}` : ''}`;
  };
  const unit = table.weight === 'count' ? say('market.machines') : table.weight === 'cost' ? currency : table.unit;
  const title = `${sayOr(say, `category.${table.category}`, table.category)} · ${say(`weight.${table.weight}`)}${unit === '' ? '' : ` (${unit})`}`;
  const left = table.unobserved[last] ?? 0;
  const previous = table.dates[last - 1];
  const hhi = table.rows.reduce((sum, row) => sum + (row.share[last] ?? 0) ** 2, 0) * 10_000;
  const growth = (value: number | null | undefined, before: number | null | undefined): ReactNode => {
    if (value === null || value === undefined)
      return <span className="quiet">{before === 0 ? say('market.growthNone') : '—'}</span>;
    return format.signedShare(value);
  };
  return (
    <Panel
      title={title}
      note={[
        format.date(table.dates[last] ?? ''),
        say('market.hhi', { value: format.number(Math.round(hhi)) }),
        ...(left > 0 ? [say('market.unobserved', { n: format.number(left) })] : []),
      ].join(' · ')}
    >
      {last > 0 ? (
        <Suspense fallback={<div className="interval-lines" />}>
          <IntervalLines
            label={say('market.picture')}
            max={1}
            axis={format.share}
            dateOf={format.date}
            series={table.rows.slice(0, linesDrawn).map((row) => ({
              id: row.id,
              name: row.name,
              points: table.dates.map((date, at) => {
                const share = row.share[at] ?? null;
                return {
                  date,
                  value: share === null ? null : { atLeast: share, atMost: share },
                  text: share === null ? say('unit.unobserved') : format.share(share),
                };
              }),
            }))}
          />
        </Suspense>
      ) : null}
      <ScrollTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('market.seller')}</th>
            <th scope="col" className="number">
              {say('market.amount')}
            </th>
            <th scope="col">{say('market.share')}</th>
            {previous === undefined ? null : (
              <>
                <th scope="col" className="number">
                  {say('market.share')}, {format.date(previous)}
                </th>
                <th scope="col" className="number">
                  {say('market.growth')}{' '}
                  <span className="quiet">{say('market.since', { date: format.date(previous) })}</span>
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => {
            const share = row.share[last] ?? null;
            const then = row.share[last - 1] ?? null;
            return (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td className="number">{amount(row.amount[last] ?? null)}</td>
                <td>
                  {share === null ? (
                    <span className="unobserved">{say('unit.unobserved')}</span>
                  ) : (
                    <>
                      <BoundsBar bounds={{ atLeast: share, atMost: share }} max={1} text={format.share(share)} />
                      <WhyButton
                        asked={{
                          figure: `market/${table.category}/${table.weight}/${table.unit}/${row.id}`,
                          at: table.dates[last] ?? '',
                          of,
                        }}
                        about={`${row.name}, ${title}`}
                      />
                    </>
                  )}
                </td>
                {previous === undefined ? null : (
                  <>
                    <td className="number">
                      {then === null ? (
                        say('unit.unobserved')
                      ) : (
                        <>
                          {format.share(then)}{' '}
                          <WhyButton
                            asked={{
                              figure: `market/${table.category}/${table.weight}/${table.unit}/${row.id}`,
                              at: previous,
                              of,
                            }}
                            about={`${row.name}, ${title}, ${format.date(previous)}`}
                          />
                        </>
                      )}
                    </td>
                    <td className="number">{growth(row.growth[last], row.amount[last - 1])}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('market.total')}</th>
            <td className="number">{amount(table.total[last] ?? null)}</td>
            <td />
            {previous === undefined ? null : (
              <>
                <td className="number">{amount(table.total[last - 1] ?? null)}</td>
                <td className="number">{growth(table.growth[last], table.total[last - 1])}</td>
              </>
            )}
          </tr>
        </tfoot>
      </ScrollTable>
    </Panel>
  );
}

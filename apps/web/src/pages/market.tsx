import { SegmentedControl, Select } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { BoundsBar } from '../parts/bounds-bar.tsx';
import { Panel } from '../parts/panel.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { useWords } from '../words/words.tsx';

type Market = AnswerOf<'getMarket'>;

/** Shares of sellers in a category. */
export function MarketPage(): ReactNode {
  const { say } = useWords();
  const query = useAnswer('getMarket', {});
  return (
    <>
      <h1>{say('market.title')}</h1>
      <p className="quiet lead">{say('market.lead')}</p>
      <Answered query={query}>{(market) => <MarketView market={market} />}</Answered>
    </>
  );
}

function MarketView({ market }: { readonly market: Market }): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/market' });
  const asked = useSearch({ from: '/market' });
  const categories = [...new Set(market.items.map(({ category }) => category))].toSorted();
  const category = asked.category ?? market.items[0]?.category;
  const here = market.items.filter((table) => table.category === category);
  const weights = [...new Set(here.map(({ weight }) => weight))];
  const weight = weights.find((one) => one === asked.weight) ?? weights[0];
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
          data={categories}
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
      </div>
      {tables.map((table) => {
        const last = table.dates.length - 1;
        const amount = (value: number | null): string =>
          value === null
            ? say('unit.unobserved')
            : table.weight === 'cost'
              ? format.money(value, market.currency)
              : `${format.number(value)}${table.weight === 'capacity' ? ` ${table.unit}` : ''}`;
        const title = `${table.category} · ${say(`weight.${table.weight}`)}${table.unit === '' ? '' : ` (${table.unit})`}`;
        return (
          <Panel
            key={title}
            title={title}
            note={`${format.date(table.dates[last] ?? '')}${(table.unobserved[last] ?? 0) > 0 ? ` · ${say('market.unobserved', { n: format.number(table.unobserved[last] ?? 0) })}` : ''}`}
          >
            <ScrollTable label={title}>
              <thead>
                <tr>
                  <th scope="col">{say('market.seller')}</th>
                  <th scope="col" className="number">
                    {say('market.amount')}
                  </th>
                  <th scope="col">{say('market.share')}</th>
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row) => {
                  const share = row.share[last] ?? null;
                  return (
                    <tr key={row.id}>
                      <th scope="row">{row.name}</th>
                      <td className="number">{amount(row.amount[last] ?? null)}</td>
                      <td>
                        {share === null ? (
                          <span className="unobserved">{say('unit.unobserved')}</span>
                        ) : (
                          <BoundsBar bounds={{ atLeast: share, atMost: share }} max={1} text={format.share(share)} />
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{say('market.total')}</th>
                  <td className="number">{amount(table.total[last] ?? null)}</td>
                  <td />
                </tr>
              </tfoot>
            </ScrollTable>
          </Panel>
        );
      })}
    </>
  );
}

import { Button, MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { BoundsBar, useBoundsText } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';
import { ScenarioTools } from './scenario-tools.tsx';

const nothing = { atLeast: 0, atMost: 0 };

/** Sells brands or a company to somebody else, and compares what each maker, group and country fells before and after. */
export function Sale(): ReactNode {
  const { say } = useWords();
  const { brand, company, to, on } = useSearch({ from: '/what-if' });
  const entities = useAnswer('listControlEntities', { query: {} });
  const sector = useAnswer('getSector', {});
  const sale = useAnswer(
    'getSale',
    (brand === undefined && company === undefined) || to === undefined || on === undefined
      ? null
      : {
          query: {
            to,
            on,
            ...(brand === undefined ? {} : { brand }),
            ...(company === undefined ? {} : { company }),
          },
        },
  );
  return (
    <>
      <Answered query={entities}>
        {(known) =>
          known.total === 0 ? (
            <p className="note">{say('whatif.noBrands')}</p>
          ) : (
            <SaleForm
              known={known}
              asOf={sector.data?.asOf ?? ''}
              key={`${sector.data?.asOf ?? ''} ${brand} ${company} ${to} ${on}`}
            />
          )
        }
      </Answered>
      <Answered query={sale}>{(told) => <Sold sale={told} />}</Answered>
    </>
  );
}

function SaleForm({
  known,
  asOf,
}: {
  readonly known: AnswerOf<'listControlEntities'>;
  readonly asOf: string;
}): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate({ from: '/what-if' });
  const search = useSearch({ from: '/what-if' });
  const [brands, setBrands] = useState<string[]>(search.brand?.split('|') ?? []);
  const [company, setCompany] = useState(search.company ?? null);
  const [to, setTo] = useState(search.to ?? null);
  const [on, setOn] = useState(search.on ?? asOf);
  const what = search.company !== undefined && brands.length === 0 ? 'company' : 'brands';
  const [kind, setKind] = useState<'brands' | 'company'>(known.brands.length === 0 ? 'company' : what);
  const businesses = [...Map.groupBy(known.brands, ({ owner }) => owner)];
  const ready = (kind === 'brands' ? brands.length > 0 : company !== null) && to !== null && on !== '';
  const entities = known.items.map(({ id, name, country }) => ({
    value: id,
    label: `${name || id}${country === null ? '' : ` · ${country}`}`,
  }));
  return (
    <form
      className="subject sale"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        void navigate({
          search: (before) => ({
            ...before,
            brand: kind === 'brands' ? brands.join('|') : '',
            company: kind === 'company' ? (company ?? '') : '',
            to: to ?? '',
            on,
          }),
        });
      }}
    >
      <div className="subject-head">
        <SegmentedControl
          size="xs"
          aria-label={say('sell.what')}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          data={[
            { value: 'brands', label: say('sell.brands') },
            { value: 'company', label: say('sell.company') },
          ]}
        />
        <span className="quiet">{say('whatif.sellTeach')}</span>
      </div>
      {kind === 'brands' ? (
        <div className="starters">
          <span className="quiet">{say('sell.presets')}</span>
          {businesses.map(([owner, list]) => (
            <button
              key={owner}
              type="button"
              className="chip"
              aria-pressed={list.every(({ brand }) => brands.includes(brand)) && brands.length === list.length}
              onClick={() => setBrands(list.map(({ brand }) => brand))}
            >
              {say('sell.business', { maker: owner, brands: list.map(({ brand }) => brand).join(' + ') })}
            </button>
          ))}
        </div>
      ) : null}
      <div className="condition">
        {kind === 'brands' ? (
          <MultiSelect
            size="xs"
            label={say('whatif.brand')}
            searchable
            className="grow"
            value={brands}
            onChange={setBrands}
            data={known.brands.map((one) => ({
              value: one.brand,
              label: `${one.brand} (${say('whatif.owner', { name: one.owner })})`,
            }))}
          />
        ) : (
          <Select
            size="xs"
            label={say('sell.company')}
            searchable
            className="grow"
            value={company}
            onChange={setCompany}
            data={entities}
          />
        )}
        <Select
          size="xs"
          label={say('whatif.buyer')}
          searchable
          className="grow"
          value={to}
          onChange={setTo}
          data={entities}
        />
        <TextInput
          size="xs"
          type="date"
          label={say('whatif.on')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" disabled={!ready}>
          {say('whatif.apply')}
        </Button>
      </div>
    </form>
  );
}

function Sold({ sale }: { readonly sale: AnswerOf<'getSale'> }): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const country = (code: string | null): string => (code === null ? say('unit.unobserved') : format.country(code));
  const most = Math.max(
    1,
    ...sale.subjects.map(({ before, after }) => Math.max(before?.atMost ?? 0, after?.atMost ?? 0)),
  );
  const order = { maker: 0, group: 1, country: 2, provider: 3, 'product line': 4 };
  const subjects = sale.subjects.toSorted((a, b) => order[a.kind] - order[b.kind]);
  const heads = sale.entities.filter(
    ({ before, after }) => before.head !== after.head || before.country !== after.country,
  );
  return (
    <>
      <ScenarioTools
        kind="sale"
        statement={say('scenario.statementSale', {
          what: sale.brands.map(({ brand }) => brand).join(' + ') || (sale.entities[0]?.id ?? ''),
          to: sale.brands[0]?.after.owner ?? sale.entities[0]?.after.head ?? '',
          on: format.date(sale.on),
          lines: subjects
            .slice(0, 6)
            .map(
              ({ kind, id, name, before, after }) =>
                `${kind === 'country' ? format.country(id) : name} ${bounds(before ?? nothing)} → ${bounds(after ?? nothing)}`,
            )
            .join('; '),
        })}
      />
      {sale.brands.length === 0 ? null : (
        <Panel title={say('whatif.ownership')} note={format.date(sale.on)}>
          <ScrollTable label={say('whatif.ownership')}>
            <thead>
              <tr>
                <th scope="col">{say('whatif.brand')}</th>
                <th scope="col">{say('whatif.before')}</th>
                <th scope="col">{say('whatif.after')}</th>
              </tr>
            </thead>
            <tbody>
              {sale.brands.map(({ brand, before, after }) => (
                <tr key={brand}>
                  <th scope="row">{brand}</th>
                  {[before, after].map((owner, at) => (
                    <td key={at} className="wrap">
                      {owner.owner}{' '}
                      <span className="quiet">{say('whatif.inControl', { country: country(owner.country) })}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </Panel>
      )}
      {heads.length === 0 ? null : (
        <Panel title={say('sell.entities')} note={say('unit.n', { n: format.number(heads.length) })}>
          <ScrollTable label={say('sell.entities')} height="short">
            <thead>
              <tr>
                <th scope="col">{say('sell.entity')}</th>
                <th scope="col">{say('whatif.before')}</th>
                <th scope="col">{say('whatif.after')}</th>
              </tr>
            </thead>
            <tbody>
              {heads.map(({ id, before, after }) => (
                <tr key={id}>
                  <th scope="row" className="wrap">
                    {id}
                  </th>
                  {[before, after].map((one, at) => (
                    <td key={at} className="wrap">
                      {one.head}{' '}
                      <span className="quiet">{say('whatif.inControl', { country: country(one.country) })}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </Panel>
      )}
      <Panel title={say('whatif.changed')} note={say('whatif.changedNote')}>
        {subjects.length === 0 ? (
          <p>{say('whatif.unchanged')}</p>
        ) : (
          <ScrollTable label={say('whatif.changed')}>
            <thead>
              <tr>
                <th scope="col">{say('rank.name')}</th>
                <th scope="col">{say('whatif.before')}</th>
                <th scope="col">{say('whatif.after')}</th>
              </tr>
            </thead>
            <tbody>
              {subjects.map(({ kind, id, name, before, after }) => (
                <tr key={`${kind}/${id}`}>
                  <th scope="row" className="wrap">
                    {kind === 'country' ? format.country(id) : name}{' '}
                    <span className="quiet">{say(`kind.one.${kind}`)}</span>
                  </th>
                  {[before, after].map((lost, at) => {
                    const told = lost ?? { atLeast: 0, atMost: 0 };
                    return (
                      <td key={at}>
                        <BoundsBar bounds={told} max={most} text={bounds(told)} />
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
        <p className="quiet legend">{say('legend.bounds')}</p>
      </Panel>
    </>
  );
}

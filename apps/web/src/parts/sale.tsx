import { Button, Select, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { BoundsBar, useBoundsText } from './bounds-bar.tsx';
import { DirectionsStanding } from './directions-standing.tsx';
import { Panel } from './panel.tsx';

/** Sells a brand to somebody else, and compares what each maker, group and country fells before and after. */
export function Sale(): ReactNode {
  const { say } = useWords();
  const { brand, to, on } = useSearch({ from: '/what-if' });
  const entities = useAnswer('listControlEntities', { query: {} });
  const sector = useAnswer('getSector', {});
  const sale = useAnswer(
    'getSale',
    brand === undefined || to === undefined || on === undefined ? null : { query: { brand, to, on } },
  );
  return (
    <>
      <Answered query={entities}>
        {(known) =>
          known.brands.length === 0 ? (
            <p className="note">{say('whatif.noBrands')}</p>
          ) : (
            <SaleForm known={known} asOf={sector.data?.asOf ?? ''} key={sector.data?.asOf ?? ''} />
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
  const [brand, setBrand] = useState(search.brand ?? null);
  const [to, setTo] = useState(search.to ?? null);
  const [on, setOn] = useState(search.on ?? asOf);
  return (
    <form
      className="subject sale"
      onSubmit={(event) => {
        event.preventDefault();
        if (brand !== null && to !== null && on !== '')
          void navigate({ search: (before) => ({ ...before, brand, to, on }) });
      }}
    >
      <p className="quiet">{say('whatif.sellTeach')}</p>
      <div className="condition">
        <Select
          size="xs"
          label={say('whatif.brand')}
          searchable
          className="grow"
          value={brand}
          onChange={setBrand}
          data={known.brands.map((one) => ({
            value: one.brand,
            label: `${one.brand} (${say('whatif.owner', { name: one.owner })})`,
          }))}
        />
        <Select
          size="xs"
          label={say('whatif.buyer')}
          searchable
          className="grow"
          value={to}
          onChange={setTo}
          data={known.items.map(({ id, name, country }) => ({
            value: id,
            label: `${name || id}${country === null ? '' : ` · ${country}`}`,
          }))}
        />
        <TextInput
          size="xs"
          type="date"
          label={say('whatif.on')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" disabled={brand === null || to === null || on === ''}>
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
  return (
    <>
      <Panel title={say('whatif.ownership')} note={format.date(sale.on)}>
        <div className="scroll" tabIndex={0} role="group" aria-label={say('whatif.ownership')}>
          <table className="data">
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
          </table>
        </div>
      </Panel>
      <Panel title={say('whatif.changed')} note={say('whatif.changedNote')}>
        {subjects.length === 0 ? (
          <p>{say('whatif.unchanged')}</p>
        ) : (
          <div className="scroll" tabIndex={0} role="group" aria-label={say('whatif.changed')}>
            <table className="data">
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
            </table>
          </div>
        )}
        <p className="quiet legend">{say('legend.bounds')}</p>
      </Panel>
      <DirectionsStanding directions={sale.directions} />
    </>
  );
}

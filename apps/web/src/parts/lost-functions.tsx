import { Switch } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useWhole } from '../api/use-whole.ts';
import { GrowingRows } from './growing-rows.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { useWhy } from './basis.tsx';
import { RowLink } from './light-link.tsx';
import { Panel } from './panel.tsx';

const itemsOf = ({ items }: AnswerOf<'listLostFunctions'>): AnswerOf<'listLostFunctions'>['items'] => items;

/** Functions that fall with a subject; each tells why. */
export function LostFunctions({
  answer,
}: {
  readonly answer: Pick<AnswerOf<'getReliance'>, 'subject' | 'functions' | 'functionsLost' | 'criticalLost'>;
}): ReactNode {
  const { say, format } = useWords();
  const open = useWhy();
  const [critical, setCritical] = useState(true);
  const { subject, functionsLost, criticalLost } = answer;
  const functions = useWhole(answer.functions, functionsLost, 'listLostFunctions', { query: { subject } }, itemsOf);
  const shown = useMemo(() => functions.filter((one) => one.critical || !critical), [functions, critical]);
  return (
    <Panel
      title={say('reliance.functions')}
      note={say('register.count', {
        n: format.number(critical ? criticalLost : functionsLost),
        all: format.number(functionsLost),
      })}
      tools={
        <Switch
          size="xs"
          label={say('reliance.onlyCritical')}
          checked={critical}
          onChange={(event) => setCritical(event.currentTarget.checked)}
        />
      }
    >
      {shown.length === 0 ? (
        <p>{say('reliance.functionsNone')}</p>
      ) : (
        <ScrollTable label={say('reliance.functions')} height="tall">
          <thead>
            <tr>
              <th scope="col">{say('reliance.function')}</th>
              <th scope="col">{say('overview.institution')}</th>
              <th scope="col">{say('reliance.falls')}</th>
              <th scope="col">
                <span className="hidden">{say('why.function')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <GrowingRows key={String(critical)} rows={shown} columns={4}>
              {(one) => (
                <tr key={`${one.institutionId}/${one.function}`}>
                  <th scope="row" className="wrap">
                    <RowLink table="functions" of={`${one.institutionId}/${one.function}`}>
                      {one.name === '' ? one.function : one.name}
                    </RowLink>
                  </th>
                  <td className="wrap">{one.institution}</td>
                  <td>
                    <span className={`standing ${one.atLeast ? 'certain' : 'possible'}`}>
                      {say(one.atLeast ? 'unit.certain' : 'unit.possible')}
                    </span>
                  </td>
                  <td>
                    <button
                      type="button"
                      className="why"
                      aria-label={`${say('why.open')} ${one.name}, ${one.institution}`}
                      onClick={() => open({ subject, institution: one.institutionId, function: one.function })}
                    >
                      {say('why.open')}
                    </button>
                  </td>
                </tr>
              )}
            </GrowingRows>
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}

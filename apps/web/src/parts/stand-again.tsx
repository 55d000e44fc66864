import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { GrowingRows } from './growing-rows.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { useBoundsText } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';

const order = { late: 0, 'cannot tell': 1, 'in time': 2 } as const;

/** How long each critical function lost with a subject stays down, the late ones first. */
export function StandAgain({ subject }: { readonly subject: string }): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const query = useAnswer('getStandAgain', { query: { subject } });
  return (
    <Panel title={say('again.title')} note={say('again.note')}>
      <Answered query={query}>
        {({ lines }) =>
          lines.length === 0 ? (
            <p>{say('reliance.functionsNone')}</p>
          ) : (
            <ScrollTable label={say('again.title')} height="tall">
              <thead>
                <tr>
                  <th scope="col">{say('reliance.function')}</th>
                  <th scope="col">{say('overview.institution')}</th>
                  <th scope="col" className="number">
                    {say('again.exit')}
                  </th>
                  <th scope="col" className="number">
                    {say('again.down')}
                  </th>
                  <th scope="col" className="number">
                    {say('column.rto')}
                  </th>
                  <th scope="col">{say('again.verdict')}</th>
                </tr>
              </thead>
              <tbody>
                <GrowingRows rows={lines.toSorted((a, b) => order[a.verdict] - order[b.verdict])} columns={6}>
                  {(line) => (
                    <tr key={`${line.institution}/${line.function}`}>
                      <th scope="row" className="wrap">
                        {line.name === '' ? line.function : line.name}
                      </th>
                      <td className="wrap">{line.institution}</td>
                      <td className="number">{bounds(line.exitDays)}</td>
                      <td className="number">{bounds(line.downDays)}</td>
                      <td className="number">
                        {line.rtoHours === null ? say('unit.unobserved') : format.number(line.rtoHours)}
                      </td>
                      <td>
                        <span className={`verdict ${line.verdict.replace(' ', '-')}`}>
                          {say(`again.${line.verdict}`)}
                        </span>
                      </td>
                    </tr>
                  )}
                </GrowingRows>
              </tbody>
            </ScrollTable>
          )
        }
      </Answered>
    </Panel>
  );
}

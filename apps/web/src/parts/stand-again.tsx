import { toldAtFirst } from '../api/told-at-first.ts';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWhole } from '../api/use-whole.ts';
import { GrowingRows } from './growing-rows.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { useBoundsText } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';

type Lines = AnswerOf<'getStandAgain'>['lines'];
const linesOf = ({ lines }: AnswerOf<'getStandAgain'>): Lines => lines;

/** How long each critical function lost with a subject stays down, the late ones first. */
export function StandAgain({ subject }: { readonly subject: string }): ReactNode {
  const { say } = useWords();
  const query = useAnswer('getStandAgain', { query: { subject, limit: toldAtFirst } });
  return (
    <Panel title={say('again.title')} note={say('again.note')}>
      <Answered query={query}>
        {({ lines, total }) =>
          total === 0 ? (
            <p>{say('reliance.functionsNone')}</p>
          ) : (
            <LinesTable key={subject} subject={subject} first={lines} total={total} />
          )
        }
      </Answered>
    </Panel>
  );
}

function LinesTable({
  subject,
  first,
  total,
}: {
  readonly subject: string;
  readonly first: Lines;
  readonly total: number;
}): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const lines = useWhole(first, total, 'getStandAgain', { query: { subject } }, linesOf);
  return (
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
        <GrowingRows rows={lines} columns={6}>
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
                <span className={`verdict ${line.verdict.replace(' ', '-')}`}>{say(`again.${line.verdict}`)}</span>
              </td>
            </tr>
          )}
        </GrowingRows>
      </tbody>
    </ScrollTable>
  );
}

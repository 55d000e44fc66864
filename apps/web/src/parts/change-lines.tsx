import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useWords } from '../words/words.tsx';
import { BoundsBar, useBoundsText } from './bounds-bar.tsx';
import { ScrollTable } from './scroll-table.tsx';

const nothing = { atLeast: 0, atMost: 0 };

/** What fells how much on two dates: both intervals on one scale. */
export function ChangeLines({
  changes,
}: {
  readonly changes: Pick<AnswerOf<'getSectorChanges'>, 'lines' | 'criticalFunctions' | 'from' | 'to'>;
}): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const { lines, criticalFunctions: of, from, to } = changes;
  if (lines.length === 0) return <p>{say('changes.linesNone')}</p>;
  const most = Math.max(1, ...lines.map(({ before, after }) => Math.max(before?.atMost ?? 0, after?.atMost ?? 0)));
  return (
    <>
      <ScrollTable label={say('changes.lines')}>
        <thead>
          <tr>
            <th scope="col">{say('rank.name')}</th>
            <th scope="col">
              {format.date(from)} <span className="quiet">/ {format.number(of.before)}</span>
            </th>
            <th scope="col">
              {format.date(to)} <span className="quiet">/ {format.number(of.after)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ kind, id, name, subject, before, after }) => (
            <tr key={`${kind}/${id}`}>
              <th scope="row" className="wrap">
                <Link
                  to="/reliance/compare"
                  search={{ first: subject, second: subject, firstDate: from, secondDate: to }}
                >
                  {kind === 'country' ? format.country(id) : name}
                </Link>{' '}
                <span className="quiet">{say(`kind.one.${kind}`)}</span>
              </th>
              {[before, after].map((one, at) => (
                <td key={at}>
                  <BoundsBar bounds={one ?? nothing} max={most} text={bounds(one ?? nothing)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <p className="quiet legend">
        {say('changes.lines')}. {say('legend.bounds')}
      </p>
    </>
  );
}

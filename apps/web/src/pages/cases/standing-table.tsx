import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Given, ItemOf } from '../../api/send.ts';
import { useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';

type Standing = Given<'getStanding'>['items'][number];
const cells = ['concurs', 'reserved', 'dissents', 'broken', 'silent'] as const;
const signs = { concurs: '✓', reserved: '✓*', dissents: '✗', broken: '⚠', silent: '·' } as const;

/** How each authority stands on each finding, and so who must still sign. */
export function StandingTable({
  items,
  findings,
  held,
}: {
  readonly items: readonly Standing[];
  readonly findings: readonly Pick<ItemOf<'listFindings'>, 'id' | 'statement'>[];
  readonly held: Pick<Case, 'id' | 'authorities' | 'state'>;
}): ReactNode {
  const { say } = useWords();
  if (items.length === 0) return <p className="quiet">{say('standing.none')}</p>;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={say('standing.title')}>
      <table className="data standing-table">
        <thead>
          <tr>
            <th scope="col">{say('finding.one')}</th>
            {held.authorities.map((party) => (
              <th scope="col" key={party}>
                {party}
              </th>
            ))}
            <th scope="col">{say('standing.joint')}</th>
            <th scope="col">{say('standing.mustSign')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.finding}>
              <th scope="row" className="wrap wide">
                <Link to="/cases/$id" params={{ id: held.id }} search={{ tab: 'findings' }} hash={one.finding}>
                  {findings.find(({ id }) => id === one.finding)?.statement ?? one.finding}
                </Link>
              </th>
              {held.authorities.map((party) => {
                const cell = cells.find((name) => one[name].includes(party)) ?? 'silent';
                return (
                  <td key={party} data-stands={cell} title={say(`standing.${cell}`)}>
                    <span aria-hidden="true">{signs[cell]}</span>
                    <span className="hidden">{say(`standing.${cell}`)}</span>
                  </td>
                );
              })}
              <td>{say(one.joint ? 'standing.yes' : 'standing.no')}</td>
              <td>{[...one.broken, ...one.silent].join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet legend">
        {cells.map((cell) => (
          <span key={cell}>
            <span data-stands={cell}>{signs[cell]}</span> {say(`standing.${cell}`)}
          </span>
        ))}
      </p>
    </div>
  );
}

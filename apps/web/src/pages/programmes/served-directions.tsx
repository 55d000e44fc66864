import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Given } from '../../api/send.ts';
import { AddresseeCell } from '../../desk/addressee-cell.tsx';
import { CapBar } from '../../desk/cap-bar.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { sayOr, useWords } from '../../words/words.tsx';

/** The directions that the programme serves: each addressee against each milestone, by what it reported. */
export function ServedDirections({ directions }: Pick<Given<'getProgrammeStanding'>, 'directions'>): ReactNode {
  const { say, format } = useWords();
  return directions.map(({ measure, title, metric, addressees }) => (
    <Panel
      key={measure}
      title={title}
      note={
        <>
          {say('kept.directionNote', { metric: sayOr(say, `measure.${metric}`, metric) })}{' '}
          <Link to="/directions/$id" params={{ id: measure }}>
            {say('kept.besideRegisters')}
          </Link>
        </>
      }
    >
      {addressees.length === 0 ? (
        <p>{say('kept.noAddressee')}</p>
      ) : (
        <ScrollTable label={title}>
          <thead>
            <tr>
              <th scope="col">{say('compliance.addressee')}</th>
              <th scope="col">{say('compliance.milestone')}</th>
              <th scope="col" className="number">
                {say('kept.reached')}
              </th>
              <th scope="col" className="number">
                {say('programme.unreported')}
              </th>
              <th scope="col">{say('kept.byReports')}</th>
              <th scope="col">{say('compliance.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {addressees.flatMap(({ party, points, exceptionUntil }) =>
              points.map((one, at) => (
                <tr key={`${party}${one.on}`}>
                  {at === 0 ? (
                    <AddresseeCell party={party} exceptionUntil={exceptionUntil} rows={points.length} />
                  ) : null}
                  <td>{`${format.date(one.on)}: ≤ ${format.share(one.atMost)}`}</td>
                  <td className="number">{`${one.done} / ${one.total}`}</td>
                  <td className="number">{format.number(one.unreported)}</td>
                  <td className="capped">
                    {one.value === null ? (
                      <span className="unobserved">{say('unit.unobserved')}</span>
                    ) : (
                      <CapBar bounds={one.value} cap={one.atMost} />
                    )}
                  </td>
                  <td>
                    <span className="compliance" data-verdict={one.verdict}>
                      {sayOr(say, `compliance.${one.verdict}`, one.verdict)}
                    </span>
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  ));
}

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAll } from '../api/send.ts';
import { DeskPage } from '../desk/desk.tsx';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';

export function DirectionsPage(): ReactNode {
  return (
    <DeskPage>
      <Directions />
    </DeskPage>
  );
}

/** Directions, exclusion rules and requests for trial that the party may see. */
function Directions(): ReactNode {
  const { say, format } = useWords();
  const measures = useAll('listMeasures', { query: { sort: '-createdAt' } });
  return (
    <>
      <h1>{say('directions.title')}</h1>
      <p className="quiet lead">{say('directions.lead')}</p>
      <Panel title={say('directions.all')}>
        <Answered query={measures}>
          {(items) =>
            items.length === 0 ? (
              <p>{say('directions.none')}</p>
            ) : (
              <div className="scroll" tabIndex={0} role="group" aria-label={say('directions.all')}>
                <table className="data">
                  <thead>
                    <tr>
                      <th scope="col">{say('measure.title')}</th>
                      <th scope="col">{say('directions.kind')}</th>
                      <th scope="col">{say('directions.subject')}</th>
                      <th scope="col">{say('directions.since')}</th>
                      <th scope="col" className="number">
                        {say('measure.addressees')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.id}>
                        <th scope="row" className="wrap wide">
                          <Link to="/directions/$id" params={{ id: one.id }}>
                            {one.title}
                          </Link>
                        </th>
                        <td>{sayOr(say, `measureKind.${one.kind}`, one.kind)}</td>
                        <td className="wrap">{one.subject.label ?? one.subject.expression}</td>
                        <td>{format.date(one.createdAt)}</td>
                        <td className="number">{format.number(one.addressees.length)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </Answered>
      </Panel>
    </>
  );
}

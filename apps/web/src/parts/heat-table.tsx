import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { GrowingRows } from './growing-rows.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { useWhy } from './basis.tsx';
import { useBoundsText } from './bounds-bar.tsx';

/** Institutions by groups: how many critical functions fall. Each cell opens the rows. */
export function HeatTable(): ReactNode {
  const { say } = useWords();
  const bounds = useBoundsText();
  const open = useWhy();
  const query = useAnswer('getHeatMap', { query: { groups: 12 } });
  return (
    <Answered query={query}>
      {({ groups, institutions }) => (
        <ScrollTable label={say('reliance.heat')} height="tall" className="heat">
          <thead>
            <tr>
              <th scope="col">{say('overview.institution')}</th>
              {groups.map(({ id, name }) => (
                <th key={id} scope="col" className="turned">
                  <Link to="/reliance" search={{ subject: `group == ${JSON.stringify(id)}` }}>
                    {name}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <GrowingRows rows={institutions} columns={groups.length + 1}>
              {({ id, name, criticalFunctions, lost }) => (
                <tr key={id}>
                  <th scope="row" className="cut">
                    <Link to="/register/$table/record" params={{ table: 'institutions' }} search={{ key: id }}>
                      {name}
                    </Link>
                  </th>
                  {lost.map((one, at) => {
                    const group = groups[at];
                    const level = criticalFunctions === 0 ? 0 : Math.ceil((5 * one.atMost) / criticalFunctions);
                    return (
                      <td key={group?.id ?? at} className="heat-cell" data-level={level}>
                        {one.atMost === 0 ? (
                          <span className="quiet">·</span>
                        ) : (
                          <button
                            type="button"
                            aria-label={`${name}, ${group?.name ?? ''}: ${bounds(one)} / ${criticalFunctions} ${say('unit.criticalFunctions')}`}
                            onClick={() =>
                              open({
                                figure: `critical-functions-lost/institution/${id}`,
                                subject: `group == ${JSON.stringify(group?.id ?? '')}`,
                              })
                            }
                          >
                            {bounds(one)}
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              )}
            </GrowingRows>
          </tbody>
        </ScrollTable>
      )}
    </Answered>
  );
}

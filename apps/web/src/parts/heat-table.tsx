import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { toldAtFirst } from '../api/told-at-first.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWhole } from '../api/use-whole.ts';
import { GrowingRows } from './growing-rows.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { useWhy } from './basis.tsx';
import { useBoundsText } from './bounds-bar.tsx';
import { RowLink, SubjectLink } from './light-link.tsx';

type Heat = AnswerOf<'getHeatMap'>;
const groupsShown = 12;
const institutionsOf = ({ institutions }: Heat): Heat['institutions'] => institutions;

/** Institutions by groups: how many critical functions fall. Each cell opens the rows. */
export function HeatTable(): ReactNode {
  const query = useAnswer('getHeatMap', { query: { groups: groupsShown, limit: toldAtFirst } });
  return <Answered query={query}>{(map) => <HeatRows map={map} />}</Answered>;
}

function HeatRows({ map }: { readonly map: Heat }): ReactNode {
  const { say } = useWords();
  const bounds = useBoundsText();
  const open = useWhy();
  const { groups, total } = map;
  const call = { query: { groups: groupsShown } };
  const institutions = useWhole(map.institutions, total, 'getHeatMap', call, institutionsOf);
  return (
    <ScrollTable label={say('reliance.heat')} height="tall" className="heat">
      <thead>
        <tr>
          <th scope="col">{say('overview.institution')}</th>
          {groups.map(({ id, name }) => (
            <th key={id} scope="col" className="turned">
              <SubjectLink subject={`group == ${JSON.stringify(id)}`}>{name}</SubjectLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <GrowingRows rows={institutions} columns={groups.length + 1}>
          {({ id, name, criticalFunctions, lost }) => (
            <tr key={id}>
              <th scope="row" className="cut">
                <RowLink table="institutions" of={id}>
                  {name}
                </RowLink>
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
  );
}

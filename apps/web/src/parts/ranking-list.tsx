import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { WhyButton } from './basis.tsx';
import { BoundsBar, useBoundsText } from './bounds-bar.tsx';
import { SubjectLink } from './light-link.tsx';

const kinds = ['group', 'maker', 'provider', 'product line', 'country'] as const;
type Kind = (typeof kinds)[number];

/** What falls with each group, maker, provider, product line or country on its own, the largest first. */
export function RankingList({
  limit,
  assets = false,
}: {
  readonly limit: number;
  readonly assets?: boolean;
}): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const [kind, setKind] = useState<Kind>('group');
  const query = useAnswer('getRanking', { query: { kind, limit } }, { keep: true });
  return (
    <>
      <SegmentedControl
        size="xs"
        className="segments"
        aria-label={say('reliance.ranking')}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        data={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
      />
      <Answered query={query}>
        {({ items, criticalFunctions, institutions }) => (
          <ScrollTable label={say('overview.top')}>
            <thead>
              <tr>
                <th scope="col">{say('rank.name')}</th>
                <th scope="col">
                  {say('rank.lost')} <span className="quiet">/ {format.number(criticalFunctions)}</span>
                </th>
                <th scope="col" className="number">
                  {say('rank.hit')} <span className="quiet">/ {format.number(institutions)}</span>
                </th>
                {assets ? (
                  <th scope="col" className="number">
                    {say('rank.assets')}
                  </th>
                ) : null}
                <th scope="col">
                  <span className="hidden">{say('why.open')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => {
                const name = line.kind === 'country' ? format.country(line.id) : line.name;
                const currency = line.figures.find(({ currency: one }) => one !== undefined)?.currency ?? '';
                return (
                  <tr key={line.id}>
                    <th scope="row" className="wrap">
                      <SubjectLink subject={line.subject}>{name}</SubjectLink>
                    </th>
                    <td>
                      <BoundsBar bounds={line.criticalFunctionsLost} max={criticalFunctions} />
                    </td>
                    <td className="number">{bounds(line.institutionsHit)}</td>
                    {assets ? (
                      <td className="number">
                        {bounds(line.totalAssetsHit, (value) => format.money(value, currency))}
                      </td>
                    ) : null}
                    <td>
                      <WhyButton asked={{ figure: line.figures[0]?.id ?? '' }} about={name} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </ScrollTable>
        )}
      </Answered>
      <p className="quiet legend">{say('legend.bounds')}</p>
    </>
  );
}

import { lazy, type ReactNode, Suspense } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { WhyButton } from './basis.tsx';
import { useBoundsText } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';

const IntervalLines = lazy(async () => ({ default: (await import('../charts/interval-lines.tsx')).IntervalLines }));

/** The shares that are lost with a subject, over the reference dates. */
export function TrendPanel({ subject }: { readonly subject: string }): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const query = useAnswer('getTrend', { query: { subject } });
  return (
    <Answered query={query}>
      {({ items, institutions }) => {
        const shares = items.filter(
          ({ unit, points }) => unit === 'share' && points.some(({ value }) => value !== null),
        );
        const nameOf = ({ id, label }: (typeof items)[number]): string =>
          sayOr(say, `measure.${(id.split('/')[0] ?? '').replaceAll('-', ' ')}`, label);
        const main = shares.filter(({ id }) => /^(critical-functions-lost|institutions-hit|total-assets-hit)/.test(id));
        const told = say('trend.note', {
          list: institutions
            .map(({ date, institutions: n }) => say('trend.at', { date: format.date(date), n: format.number(n) }))
            .join(', '),
        });
        return (
          <Panel title={say('trend.title')} note={institutions.length < 2 ? undefined : told}>
            {institutions.length < 2 ? (
              <p className="quiet">{say('trend.one')}</p>
            ) : (
              <>
                <Suspense fallback={<div className="interval-lines" />}>
                  <IntervalLines
                    label={say('trend.title')}
                    max={1}
                    axis={format.share}
                    dateOf={format.date}
                    series={main.map((one) => ({
                      id: one.id,
                      name: nameOf(one),
                      points: one.points.map(({ date, value }) => ({ date, value, text: bounds(value, format.share) })),
                    }))}
                  />
                </Suspense>
                <ScrollTable label={say('trend.title')}>
                  <thead>
                    <tr>
                      <th scope="col">{say('reliance.figure')}</th>
                      {institutions.map(({ date }) => (
                        <th key={date} scope="col">
                          {format.date(date)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {main.map((one) => (
                      <tr key={one.id}>
                        <th scope="row">{nameOf(one)}</th>
                        {one.points.map(({ date, value, n }) => (
                          <td key={date}>
                            {bounds(value, format.share)}{' '}
                            <span className="quiet">{say('unit.n', { n: format.number(n) })}</span>{' '}
                            <WhyButton
                              asked={{ figure: one.id, subject, at: date }}
                              about={`${nameOf(one)}, ${format.date(date)}`}
                            />
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </ScrollTable>
              </>
            )}
          </Panel>
        );
      }}
    </Answered>
  );
}

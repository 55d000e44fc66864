import type { FigureValue } from '@underpin/model';
import type { ReactNode } from 'react';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { WhyButton } from './basis.tsx';
import { BoundsBar, useBoundsText } from './bounds-bar.tsx';
import { useFigureText } from './figure-text.ts';
import { Panel } from './panel.tsx';

const standing = [
  ['critical-functions', 'whatif.standing.functions'],
  ['institutions', 'whatif.standing.institutions'],
  ['total-assets', 'whatif.standing.assets'],
] as const;

/** What stands before against after a withdrawal, from its losses. */
export function BeforeAfter({
  figures,
  subject,
}: {
  readonly figures: readonly FigureValue[];
  readonly subject: string;
}): ReactNode {
  const { say, format } = useWords();
  const text = useFigureText();
  const bounds = useBoundsText();
  return (
    <Panel title={say('whatif.compare')}>
      <ScrollTable label={say('whatif.compare')}>
        <thead>
          <tr>
            <th scope="col">{say('reliance.figure')}</th>
            <th scope="col" className="number">
              {say('whatif.before')}
            </th>
            <th scope="col">{say('whatif.after')}</th>
            <th scope="col">
              <span className="hidden">{say('why.open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => {
            const { value, total, unit } = figure;
            const how =
              figure.currency === undefined
                ? format.number
                : (amount: number) => format.money(amount, figure.currency ?? '');
            const lost = (part: number): number => (unit === 'share' ? part * (total ?? 0) : part);
            const key = standing.find(([start]) => figure.id.startsWith(start))?.[1];
            const name = key === undefined ? text.name(figure) : say(key);
            if (value === null || total === null) {
              return (
                <tr key={figure.id}>
                  <th scope="row">{name}</th>
                  <td className="number">{total === null ? '—' : how(total)}</td>
                  <td className="unobserved">{say('unit.unobserved')}</td>
                  <td>
                    <WhyButton asked={{ figure: figure.id, subject }} about={text.label(figure)} />
                  </td>
                </tr>
              );
            }
            const after = {
              atLeast: Math.round(total - lost(value.atMost)),
              atMost: Math.round(total - lost(value.atLeast)),
            };
            return (
              <tr key={figure.id}>
                <th scope="row" className="wrap">
                  {name}
                </th>
                <td className="number">{how(total)}</td>
                <td>
                  <BoundsBar bounds={after} max={total} text={bounds(after, how)} />
                  {figure.unobserved > 0 ? <span className="quiet block">{text.n(figure)}</span> : null}
                </td>
                <td>
                  <WhyButton asked={{ figure: figure.id, subject }} about={text.label(figure)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </Panel>
  );
}

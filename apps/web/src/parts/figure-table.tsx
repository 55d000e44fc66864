import type { FigureValue } from '@underpin/model';
import type { ReactNode } from 'react';
import { GrowingRows } from './growing-rows.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';
import { WhyButton } from './basis.tsx';
import { BoundsBar } from './bounds-bar.tsx';
import { useFigureText } from './figure-text.ts';

/** Figures with bounds, unit, what they are of and n, and why. */
export function FigureTable({
  figures,
  subject,
  label,
  nameOf,
}: {
  readonly figures: readonly FigureValue[];
  readonly subject?: string;
  readonly label: string;
  readonly nameOf?: (figure: FigureValue) => ReactNode;
}): ReactNode {
  const { say } = useWords();
  const text = useFigureText();
  return (
    <ScrollTable label={label} {...(figures.length > 14 ? { height: 'tall' } : {})}>
      <thead>
        <tr>
          <th scope="col">{say('reliance.figure')}</th>
          <th scope="col">{say('why.value')}</th>
          <th scope="col">
            <span className="hidden">{say('why.open')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <GrowingRows rows={figures} columns={3}>
          {(figure) => (
            <tr key={figure.id}>
              <th scope="row" className="wrap">
                {nameOf === undefined ? text.name(figure) : nameOf(figure)}
                {nameOf === undefined && figure.weight === 'total assets' ? (
                  <span className="quiet"> / {text.of(figure)}</span>
                ) : null}
              </th>
              <td>
                {figure.value === null ? (
                  <span className="unobserved">{say('unit.unobserved')}</span>
                ) : (
                  <BoundsBar
                    bounds={figure.value}
                    max={
                      figure.unit === 'share' || figure.unit === 'hhi'
                        ? 1
                        : Math.max(figure.total ?? 0, figure.value.atMost)
                    }
                    text={text.value(figure)}
                  />
                )}
                <span className="quiet block">{text.n(figure)}</span>
              </td>
              <td>
                <WhyButton
                  asked={{ figure: figure.id, ...(subject === undefined ? {} : { subject }) }}
                  about={text.label(figure)}
                />
              </td>
            </tr>
          )}
        </GrowingRows>
      </tbody>
    </ScrollTable>
  );
}

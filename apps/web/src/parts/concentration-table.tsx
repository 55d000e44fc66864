import type { FigureValue } from '@underpin/model';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { ScrollTable } from './scroll-table.tsx';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { useWhy } from './basis.tsx';
import { useFigureText } from './figure-text.ts';

const measures = ['hhi', 'effective-number', 'cr1', 'cr3'] as const;

/** How concentrated the sector is along every dimension; each number opens its rows. */
export function ConcentrationTable(): ReactNode {
  const { say } = useWords();
  const text = useFigureText();
  const open = useWhy();
  const query = useAnswer('getConcentration', {});
  return (
    <Answered query={query}>
      {({ figures }) => (
        <ScrollTable label={say('reliance.concentration')}>
          <thead>
            <tr>
              <th scope="col">{say('reliance.byDimension')}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col" className="number">
                  {say(`reliance.${measure}`)}
                </th>
              ))}
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {[...Map.groupBy(figures, ({ id }) => id.split('/').slice(2).join('/'))].map(([what, row]) => {
              const [dimension = '', items] = what.split('/');
              const name = sayOr(say, `dimension.${dimension}`, dimension);
              const of = say(items === 'asset' ? 'column.assets' : 'column.services');
              return (
                <tr key={what}>
                  <th scope="row">
                    {name} <span className="quiet">{of}</span>
                  </th>
                  {measures.map((measure) => {
                    const figure = row.find(({ id }) => id.startsWith(`${measure}/`));
                    return (
                      <td key={measure} className="number">
                        {figure === undefined || figure.value === null ? (
                          <span className="unobserved">{say('unit.unobserved')}</span>
                        ) : (
                          <button
                            type="button"
                            className="why says"
                            aria-label={`${text.value(figure)} ${say(`reliance.${measure}`)}, ${name}, ${of}`}
                            onClick={() => open({ figure: figure.id })}
                          >
                            {text.value(figure)}
                          </button>
                        )}
                      </td>
                    );
                  })}
                  <td className="quiet">{nOf(row, text.n)}</td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      )}
    </Answered>
  );
}

function nOf(row: readonly FigureValue[], text: (figure: FigureValue) => string): string {
  return row[0] === undefined ? '' : text(row[0]);
}

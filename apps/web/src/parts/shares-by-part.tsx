import { SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { FigureTable } from './figure-table.tsx';
import { Panel } from './panel.tsx';

const parts = ['category', 'licensed activity', 'institution'] as const;
type Part = (typeof parts)[number];
const placeOfWeight = /\/(asset|service-use)\/[^/]+(\/[^/]+)?$/;

/** Direct shares of a subject in each category, licensed activity or institution, by one weight at a time, the largest first. */
export function SharesByPart({ subject }: { readonly subject: string }): ReactNode {
  const { say } = useWords();
  const [by, setBy] = useState<Part>('category');
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useAnswer('getDirectShares', { query: { subject, by } }, { keep: true });
  return (
    <Panel title={say('reliance.sharesBy')} note={say('reliance.sharesByNote')}>
      <Answered query={query}>
        {({ figures }) => {
          const weightOf = (id: string): string => placeOfWeight.exec(id)?.[0] ?? '';
          const weights = [...new Map(figures.map((figure) => [weightOf(figure.id), figure]))];
          const first = weights.find(([, { value }]) => (value?.atMost ?? 0) > 0) ?? weights[0];
          const weight = weights.some(([one]) => one === chosen) ? chosen : (first?.[0] ?? null);
          const told = figures
            .filter(({ id }) => weightOf(id) === weight)
            .toSorted((a, b) => (b.value?.atMost ?? -1) - (a.value?.atMost ?? -1));
          return (
            <>
              <div className="toolbar">
                <SegmentedControl
                  size="xs"
                  aria-label={say('reliance.sharesBy')}
                  value={by}
                  onChange={setBy}
                  data={parts.map((value) => ({ value, label: say(`part.${value}`) }))}
                />
                <Select
                  size="xs"
                  aria-label={say('market.weight')}
                  allowDeselect={false}
                  value={weight}
                  onChange={setChosen}
                  data={weights.map(([value, figure]) => ({
                    value,
                    label: `${say(value.startsWith('/asset/') ? 'column.assets' : 'column.services')}: ${say(`weight.${figure.weight}`)}${figure.weight === 'capacity' ? ` ${value.split('/').at(-1)}` : ''}`,
                  }))}
                />
              </div>
              <FigureTable
                figures={told}
                subject={subject}
                label={say('reliance.sharesBy')}
                nameOf={({ scope }) => scope.name}
              />
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}

import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { TextRows } from '../../parts/text-rows.tsx';
import { useWords } from '../../words/words.tsx';
import type { Progress } from './plan.ts';

/** What was planned and reported, quarter by quarter. */
export function QuarterTable({ progress }: { readonly progress: Progress }): ReactNode {
  const { say, format } = useWords();
  return (
    <Panel title={say('programme.quarters')}>
      <TextRows
        title={say('programme.quarters')}
        head={[
          say('programme.quarter'),
          say('programme.planned'),
          say('programme.fact.replaced'),
          say('programme.ratio'),
          say('programme.state.installing'),
          say('programme.state.failed'),
          say('programme.state.disposed'),
          say('programme.incidents'),
          say('programme.unreported'),
        ]}
        rows={progress.quarters.map((one) => [
          `${format.date(one.from)} – ${format.date(one.to)}`,
          String(one.planned),
          String(one.done),
          format.share(one.ratio),
          String(one.states['installing'] ?? 0),
          String(one.states['failed'] ?? 0),
          String(one.disposedWithEvidence),
          String(one.incidents),
          String(one.unreported),
        ])}
      />
    </Panel>
  );
}

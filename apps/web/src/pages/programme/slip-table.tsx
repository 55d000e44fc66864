import type { ReactNode } from 'react';
import { Panel } from '../../parts/panel.tsx';
import { TextRows } from '../../parts/text-rows.tsx';
import { useWords } from '../../words/words.tsx';
import type { Progress } from './plan.ts';

const most = 200;

/** What moved against the plan before, and why. */
export function SlipTable({ slips }: { readonly slips: Progress['slips'] }): ReactNode {
  const { say, format } = useWords();
  if (slips.length === 0) return null;
  return (
    <Panel title={say('programme.slips')} note={say('programme.slipsNote')}>
      <TextRows
        title={say('programme.slips')}
        head={[
          say('programme.replacement'),
          say('programme.endBefore'),
          say('programme.endNow'),
          say('programme.days'),
          say('programme.because'),
        ]}
        rows={slips
          .slice(0, most)
          .map((one) => [
            one.name,
            format.date(one.before),
            format.date(one.after),
            format.signed(one.days),
            one.because,
          ])}
      />
      {slips.length > most ? <p className="quiet">{say('programme.firstOf', { n: most, of: slips.length })}</p> : null}
    </Panel>
  );
}

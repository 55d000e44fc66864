import type { ReactNode } from 'react';
import { reviewAddress } from '../../api/send.ts';
import { useWords } from '../../words/words.tsx';
import { planForms } from '../programme/plan.ts';

/** What is taken away: the quarterly report, and a plan in every form. */
export function PlanLinks({
  plan,
  programme,
}: {
  readonly plan: string;
  readonly programme: string | null;
}): ReactNode {
  const { say } = useWords();
  return (
    <nav className="exports" aria-label={say(programme === null ? 'programme.exports' : 'kept.takeAway')}>
      {programme === null ? null : (
        <a href={reviewAddress('getQuarterlyReport', { params: { id: programme } })} download>
          {say('kept.quarterly')}
        </a>
      )}
      {planForms.map((form) => (
        <a key={form} href={reviewAddress('exportProgrammePlan', { params: { id: plan }, query: { form } })} download>
          {say(`programme.form.${form}`)}
        </a>
      ))}
    </nav>
  );
}

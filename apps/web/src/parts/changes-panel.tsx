import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { useDate } from '../api/with-date.ts';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { ChangeLines } from './change-lines.tsx';
import { Panel } from './panel.tsx';

const shown = 8;

/** What changed since the reference date before the one that is looked at. */
export function ChangesPanel(): ReactNode {
  const { say, format } = useWords();
  const date = useDate();
  const dates = useAnswer('listSectorDates', {});
  const until = (dates.data?.items ?? []).filter((one) => date === undefined || one.date <= date);
  const [from, to] = [until.at(-2), until.at(-1)];
  const query = useAnswer(
    'getSectorChanges',
    from === undefined || to === undefined ? null : { query: { from: from.date, to: to.date } },
  );
  if (from === undefined || to === undefined) {
    return (
      <Panel title={say('changes.title')}>
        <p className="quiet">{say('overview.changesFirst')}</p>
      </Panel>
    );
  }
  return (
    <Panel
      title={say('overview.changes', { date: format.date(from.date) })}
      note={say('overview.changesNote', {
        n: format.number(from.institutions),
        date: format.date(from.date),
        more: format.number(to.institutions - from.institutions),
      })}
      tools={
        <Link to="/changes" search={{ from: from.date, to: to.date }}>
          {say('overview.changesAll')}
        </Link>
      }
    >
      <Answered query={query}>
        {(changes) => (
          <ChangeLines
            changes={{ ...changes, lines: changes.lines.filter(({ kind }) => kind !== 'maker').slice(0, shown) }}
          />
        )}
      </Answered>
    </Panel>
  );
}

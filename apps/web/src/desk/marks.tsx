import type { ReactNode } from 'react';
import { sayOr, useWords } from '../words/words.tsx';
import { useDesk } from './desk.tsx';

/** A marking of the Traffic Light Protocol 2.0, in its own colours. */
export function Marking({ value }: { readonly value: string }): ReactNode {
  const { say } = useWords();
  return (
    <span className="tlp" data-tlp={value} title={sayOr(say, `tlp.${value}`, value)}>
      TLP:{value}
    </span>
  );
}

/** The Admiralty grade of evidence, such as B2, with its meaning. */
export function Grade({
  reliability,
  credibility,
}: {
  readonly reliability: string;
  readonly credibility: number;
}): ReactNode {
  const { say } = useWords();
  const meaning = `${sayOr(say, `reliability.${reliability}`, reliability)}, ${sayOr(say, `credibility.${credibility}`, '')}`;
  return (
    <span className="grade" title={meaning}>
      <abbr title={meaning}>
        {reliability}
        {credibility}
      </abbr>
    </span>
  );
}

/** Who can see something: said beside every object. */
export function VisibleTo({
  parties,
  note,
}: {
  readonly parties: readonly string[];
  readonly note?: string;
}): ReactNode {
  const { say } = useWords();
  const { session, nameOf } = useDesk();
  const alone = parties.length === 1 && parties[0] === session.party.id;
  return (
    <span className={`seen${alone ? ' alone' : ''}`} title={parties.map(nameOf).join(', ')}>
      <svg viewBox="0 0 20 20" width="13" height="13" aria-hidden="true">
        <path
          d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 1 0 .01 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        />
      </svg>
      <span className="hidden">{say('desk.visibleTo')} </span>
      {alone ? say('desk.onlyYou', { party: parties[0] ?? '' }) : parties.join(', ')}
      {note === undefined ? '' : ` · ${note}`}
    </span>
  );
}

export function StateTag({ state }: { readonly state: string }): ReactNode {
  const { say } = useWords();
  return (
    <span className="state" data-state={state}>
      {sayOr(say, `state.${state}`, state)}
    </span>
  );
}

/** A moment, to the minute. */
export function When({ at }: { readonly at: string }): ReactNode {
  const { format } = useWords();
  return (
    <time dateTime={at} title={at}>
      {format.date(at)}
    </time>
  );
}

/** How long a clock still runs, or how long it has run out. */
export function Clock({ dueAt }: { readonly dueAt: string | null }): ReactNode {
  const { say, format } = useWords();
  if (dueAt === null) return <span className="quiet">{say('desk.noClock')}</span>;
  const days = Math.ceil((Date.parse(dueAt) - Date.now()) / 86_400_000);
  return (
    <span className={days < 0 ? 'clock over' : days <= 7 ? 'clock soon' : 'clock'}>
      {days < 0 ? say('desk.overdue', { n: -days }) : say('desk.daysLeft', { n: days })}
      <span className="quiet"> · {format.date(dueAt)}</span>
    </span>
  );
}

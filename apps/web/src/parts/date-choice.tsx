import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { useDate } from '../api/with-date.ts';
import { useWords } from '../words/words.tsx';

/** Chooses the reference date that every page answers for. */
export function DateChoice(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate();
  const date = useDate();
  const id = useId();
  const dates = (useAnswer('listSectorDates', {}).data?.items ?? []).map((one) => one.date);
  const last = dates.length - 1;
  const at = date === undefined ? last : dates.findLastIndex((one) => one <= date);
  const shown = date ?? dates[last];
  if (shown === undefined) return null;
  const choose = (place: number): void =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, at: place === last ? undefined : dates[place] }),
      replace: true,
    } as never);
  return (
    <div className="date-choice">
      <label htmlFor={id}>{say('app.asOf', { date: format.date(shown) })}</label>
      {dates.length < 2 ? null : (
        <>
          <input
            id={id}
            type="range"
            min={0}
            max={last}
            step={1}
            value={Math.max(0, at)}
            aria-label={say('date.slider')}
            aria-valuetext={format.date(shown)}
            list={`${id}-dates`}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          />
          <datalist id={`${id}-dates`}>
            {dates.map((one, place) => (
              <option key={one} value={place} label={one} />
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}

/** Tells that the page is not about the latest state. */
export function EarlierNote(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate();
  const date = useDate();
  const dates = useAnswer('listSectorDates', {}).data?.items ?? [];
  if (date === undefined || dates.length === 0) return null;
  const n = dates.findLast((one) => one.date <= date)?.institutions ?? 0;
  return (
    <p className="earlier" role="status">
      {say('date.earlier', { date: format.date(date), n: format.number(n) })}{' '}
      <button
        type="button"
        className="why"
        onClick={() =>
          void navigate({ to: '.', search: (before: object) => ({ ...before, at: undefined }), replace: true } as never)
        }
      >
        {say('date.latest')}
      </button>
    </p>
  );
}

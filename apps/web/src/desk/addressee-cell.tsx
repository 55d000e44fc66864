import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';
import { useDesk } from './desk.tsx';

/** Heads the rows of an addressee of a direction, with its exception while it has one. */
export function AddresseeCell({
  party,
  exceptionUntil,
  rows,
}: {
  readonly party: string;
  readonly exceptionUntil: string | null;
  readonly rows: number;
}): ReactNode {
  const { say, format } = useWords();
  const { nameOf } = useDesk();
  return (
    <th scope="rowgroup" rowSpan={rows}>
      {nameOf(party)}
      {exceptionUntil === null ? null : (
        <span className="quiet block">{say('compliance.exception', { until: format.date(exceptionUntil) })}</span>
      )}
    </th>
  );
}

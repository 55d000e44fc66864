import { type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

const atFirst = 30;
const atATime = 200;

/**
 * Rows of a table that may be thousands: the first ones at once, more whenever the last of them comes into sight, all of them in print.
 * `columns` is the number of cells of a row.
 */
export function GrowingRows<T>({
  rows,
  columns,
  children,
}: {
  readonly rows: readonly T[];
  readonly columns: number;
  readonly children: (row: T, at: number) => ReactNode;
}): ReactNode {
  const [shown, setShown] = useState(atFirst);
  const end = useRef<HTMLTableRowElement>(null);
  const more = rows.length > shown;
  useEffect(() => {
    if (!more || end.current === null) return undefined;
    const sight = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setShown((before) => before + atATime);
      },
      { root: end.current.closest('.scroll'), rootMargin: '300px' },
    );
    sight.observe(end.current);
    const all = (): void => flushSync(() => setShown(Number.POSITIVE_INFINITY));
    addEventListener('beforeprint', all);
    return () => {
      sight.disconnect();
      removeEventListener('beforeprint', all);
    };
  }, [more, shown]);
  return (
    <>
      {rows.slice(0, shown).map(children)}
      {more ? (
        <tr ref={end} aria-hidden="true" className="spacer">
          <td colSpan={columns} />
        </tr>
      ) : null}
    </>
  );
}

import { useState } from 'react';

type View<T> = { readonly [K in keyof T]?: T[K] };

/**
 * What the address says of a view, with what was just changed: the page answers at once, and the address follows. As soon as the address is
 * another one, it alone counts. An empty text is nothing, as in the address.
 */
export function useViewAhead<T extends object>(address: T): readonly [view: T, change: (next: View<T>) => void] {
  const [ahead, setAhead] = useState<{ readonly of: T; readonly view: T } | null>(null);
  const view = ahead !== null && ahead.of === address ? ahead.view : address;
  const change = (next: View<T>): void =>
    setAhead((before) => {
      const known = before !== null && before.of === address ? before.view : address;
      const given = Object.entries({ ...known, ...next }).filter(([, value]) => value !== '' && value !== undefined);
      return { of: address, view: Object.fromEntries(given) as T };
    });
  return [view, change];
}

import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** Milliseconds over a link after which it is likely to be followed, as the router's own links have it. */
const intent = 50;
let hovering: ReturnType<typeof setTimeout> | undefined;

/**
 * A link to a page of this site for tables with hundreds of them: the router's own link watches the address, which costs more than the rest of
 * a row. Goes on as that one does, keeps the date of the sector, and asks ahead when it is pressed, pointed at or comes into focus.
 */
export function LightLink({
  path,
  search,
  children,
}: {
  readonly path: string;
  readonly search: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}): ReactNode {
  const router = useRouter();
  const { at } = router.state.location.search as { at?: string };
  const href = `${path}?${new URLSearchParams({ ...search, ...(at === undefined ? {} : { at }) }).toString()}`;
  const preload = (): void => void router.preloadRoute({ to: path, search } as never);
  const go = (event: MouseEvent): void => {
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || elsewhere) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a
      href={href}
      onClick={go}
      onPointerDown={preload}
      onFocus={preload}
      onPointerEnter={() => {
        clearTimeout(hovering);
        hovering = setTimeout(preload, intent);
      }}
      onPointerLeave={() => clearTimeout(hovering)}
    >
      {children}
    </a>
  );
}

/** To the record of a row. */
export function RowLink({
  table,
  of,
  children,
}: {
  readonly table: string;
  readonly of: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <LightLink path={`/register/${table}/record`} search={{ key: of }}>
      {children}
    </LightLink>
  );
}

/** To the reliance on a subject. */
export function SubjectLink({
  subject,
  children,
}: {
  readonly subject: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <LightLink path="/reliance" search={{ subject }}>
      {children}
    </LightLink>
  );
}

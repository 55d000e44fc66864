import { type ReactNode, useId } from 'react';

/** A titled part of a page. */
export function Panel({
  title,
  note,
  tools,
  children,
  className = '',
}: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <div>
          <h2 id={id}>{title}</h2>
          {note === undefined ? null : <p className="quiet">{note}</p>}
        </div>
        {tools === undefined ? null : <div className="tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}

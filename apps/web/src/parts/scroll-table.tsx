import type { ReactNode } from 'react';

/** A table in a frame that scrolls, also by keyboard; `label` names it for people who hear the page. */
export function ScrollTable({
  label,
  height,
  className = '',
  children,
}: {
  readonly label: string;
  readonly height?: 'short' | 'tall';
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={`scroll ${height ?? ''}`} tabIndex={0} role="group" aria-label={label}>
      <table className={`data ${className}`}>{children}</table>
    </div>
  );
}

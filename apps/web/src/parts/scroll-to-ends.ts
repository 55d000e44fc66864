import type { KeyboardEvent } from 'react';

/** Home and End move a table that has the focus at once: not every browser does while its rows are being drawn anew. */
export function scrollToEnds(event: KeyboardEvent<HTMLElement>): void {
  const table = event.currentTarget;
  if (event.target !== table || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.key !== 'Home' && event.key !== 'End') return;
  event.preventDefault();
  table.scrollTo({ top: event.key === 'End' ? table.scrollHeight : 0 });
}

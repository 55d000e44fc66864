const order = ['reject', 'error', 'warning', 'national', 'advisory'];

/** "2 reject, 1 warning", or "no findings". */
export function countsWords(counts: Readonly<Record<string, number>>): string {
  const told = order.flatMap((severity) => (counts[severity] === undefined ? [] : [`${counts[severity]} ${severity}`]));
  return told.length === 0 ? 'no findings' : told.join(', ');
}

/** Where a request holds text that neither a database nor canonical JSON can hold (U+0000, half a surrogate pair); null when it does not. */
export function oddTextIn(value: unknown, at: string): string | null {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? null : at;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    const found = oddTextIn(name, at) ?? oddTextIn(part, `${at}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

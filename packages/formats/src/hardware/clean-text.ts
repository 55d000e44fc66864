import junk from './data/junk-values.json' with { type: 'json' };

/** A text as received, after trimming: a value, a placeholder that says nothing, or nothing at all. */
export type CleanText =
  | { readonly kind: 'value'; readonly value: string; readonly received: string }
  | { readonly kind: 'placeholder'; readonly received: string }
  | { readonly kind: 'absent' };

const placeholders = new Set(junk.values);
const serialPlaceholders = new Set(junk.serials.values);
const serialPatterns = junk.serials.patterns.map((pattern) => new RegExp(pattern, 'i'));

/** Trims a text, joins its inner blanks and tells placeholders apart. `serial` adds those that only mean nothing as serials. */
export function cleanText(received: string, serial = false): CleanText {
  const value = received.replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim();
  if (value === '') return received === '' ? { kind: 'absent' } : { kind: 'placeholder', received };
  const lower = value.toLowerCase();
  if (placeholders.has(lower)) return { kind: 'placeholder', received };
  if (serial && (serialPlaceholders.has(lower) || serialPatterns.some((pattern) => pattern.test(value)))) {
    return { kind: 'placeholder', received };
  }
  return { kind: 'value', value, received };
}

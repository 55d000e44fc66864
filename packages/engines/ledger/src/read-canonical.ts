import { canonicalJson } from './canonical.ts';

/**
 * The value of a text that is canonical JSON to the byte, or `null`. So a repeated name, a space, an escape too many, or
 * a number that a double cannot hold as written are refused: one value has one text and one hash.
 */
export function readCanonical(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return canonicalJson(value) === text ? { value } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

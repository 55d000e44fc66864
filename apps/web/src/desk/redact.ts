export interface Redaction {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** A part of a text in characters (Unicode code points), from places in UTF-16 units such as a text field tells. */
export function inCharacters(text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  return { from: Array.from(text.slice(0, from)).length, to: Array.from(text.slice(0, to)).length };
}

/** Adds a part to be hidden; parts that touch become one. In order. */
export function addRedaction(all: readonly Redaction[], added: Redaction): readonly Redaction[] {
  const joined: Redaction[] = [];
  for (const part of [...all, added].toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last === undefined || part.from > last.to) joined.push(part);
    else joined[joined.length - 1] = { ...last, to: Math.max(last.to, part.to) };
  }
  return joined;
}

/** Every place of some words in a text, whatever their case. */
export function placesOf(text: string, words: string): readonly { readonly from: number; readonly to: number }[] {
  const [letters, wanted] = [Array.from(text.toLowerCase()), Array.from(words.trim().toLowerCase())];
  if (wanted.length === 0) return [];
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at + wanted.length <= letters.length; at += 1) {
    if (wanted.every((letter, next) => letters[at + next] === letter)) {
      found.push({ from: at, to: at + wanted.length });
      at += wanted.length - 1;
    }
  }
  return found;
}

/** The text as its recipient will read it: one block of one length for each hidden part, as the server makes it. */
export function redacted(text: string, redactions: readonly Redaction[]): string {
  const letters = Array.from(text);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to } of redactions) {
    parts.push(letters.slice(at, from).join(''), '█████');
    at = to;
  }
  return [...parts, letters.slice(at).join('')].join('');
}

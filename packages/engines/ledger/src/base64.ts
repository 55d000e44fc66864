const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(alphabet, (letter, value) => [letter, value] as const));

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at] ?? 0, bytes[at + 1], bytes[at + 2]];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += `${alphabet[word >> 18] ?? ''}${alphabet[(word >> 12) & 63] ?? ''}`;
    text += b === undefined ? '=' : (alphabet[(word >> 6) & 63] ?? '');
    text += c === undefined ? '=' : (alphabet[word & 63] ?? '');
  }
  return text;
}

/** The bytes, or `null` when the text is not exactly what {@link toBase64} writes: no other spelling of the same bytes is taken. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let word = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = at >= text.length - padding ? 0 : values.get(text[at] ?? '');
    if (value === undefined) return null;
    word = (word << 6) | value;
    if (at % 4 !== 3) continue;
    const place = ((at - 3) / 4) * 3;
    for (let part = 0; part < 3 && place + part < bytes.length; part += 1)
      bytes[place + part] = word >> (16 - 8 * part);
    word = 0;
  }
  return toBase64(bytes) === text ? bytes : null;
}

const complaint = /(?:the text|the codepoint) `\\?"(.+?)\\?"`/g;

/**
 * The data with every character that the typesetter complains of (no font has it, or the standard forbids it) told by
 * its number; null when the complaint is about something else.
 */
export function withoutUnshown(data: string, message: string): string | null {
  const characters = new Set<string>();
  for (const [, quoted = ''] of message.matchAll(complaint)) {
    const text = quoted.replace(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );
    for (const character of text) if ((character.codePointAt(0) ?? 0) > 0x7e) characters.add(character);
  }
  if (characters.size === 0) return null;
  let result = '';
  for (const character of data) result += characters.has(character) ? named(character) : character;
  return result === data ? null : result;
}

function named(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** The bones of a page, line by line: headings, captions of tables with their heads, titles of charts. */
export function outline(text: string): string {
  const parts = text.matchAll(/<(h[1-6]|caption|title)\b[^>]*>([\s\S]*?)<\/\1>|<th scope="col"[^>]*>([\s\S]*?)<\/th>/g);
  const lines: string[] = [];
  for (const [, name, inside, head] of parts) {
    const words = (inside ?? head ?? '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (name === undefined) lines[lines.length - 1] += ` | ${words}`;
    else lines.push(`${name}: ${words}`);
  }
  return lines.join('\n');
}

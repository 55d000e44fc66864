/**
 * The candidate with the smallest edit distance to `text` (letter case ignored), when it is near enough to be meant;
 * `null` when none is.
 *
 * @example nearest('Frence', ['France', 'Spain']); // 'France'
 */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const limit = nearLimit(text);
  let best: string | null = null;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - text.length) >= least) continue;
    const distance = editDistance(text, candidate);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

/** How many edits may lie between a text and what was meant by it. */
export function nearLimit(text: string): number {
  return Math.max(2, Math.floor(text.length / 3));
}

/** Letters to put in, take out or change (Levenshtein), letter case ignored. */
export function editDistance(first: string, second: string): number {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const swap = (above[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(swap, (above[column] as number) + 1, (line[column - 1] as number) + 1));
    }
    above = line;
  }
  return above[b.length] as number;
}

/** One case of the hand-worked document: its title, its day and its tables as rows by column. */
export interface HandWorked {
  readonly title: string;
  readonly asOf: string;
  readonly tables: readonly (readonly Readonly<Record<string, string>>[])[];
}

/** Reads the cases of `docs/guide/control-by-hand.md`: a case per second-level heading. */
export function handWorkedCases(markdown: string): HandWorked[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf('\n')),
      asOf: /^As of: (\S+)$/m.exec(section)?.[1] ?? '',
      tables: tablesOf(section),
    }));
}

function tablesOf(section: string): Record<string, string>[][] {
  const tables: Record<string, string>[][] = [];
  for (const block of section.split(/\n\s*\n/)) {
    const lines = block.split('\n').filter((line) => line.startsWith('|'));
    if (lines.length < 3) continue;
    const [header = [], , ...rows] = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim()),
    );
    tables.push(rows.map((row) => Object.fromEntries(header.map((name, place) => [name, row[place] ?? '']))));
  }
  return tables;
}

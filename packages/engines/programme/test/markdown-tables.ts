export type TableRow = Readonly<Record<string, string>>;

/** The tables of each second-level section of a hand-worked page, as rows by column. */
export function handWorkedSections(markdown: string): { title: string; tables: TableRow[][] }[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ title: section.slice(0, section.indexOf('\n')), tables: tablesOf(section) }));
}

function tablesOf(section: string): TableRow[][] {
  const tables: TableRow[][] = [];
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

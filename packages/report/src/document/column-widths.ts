import type { PrintTable } from './blocks.ts';
import { textOf } from './runs.ts';

/** Relative widths of the columns of a table, by what stands in them; wide characters count twice. */
export function columnWidths(table: PrintTable): readonly number[] {
  return table.columns.map(({ head, kind }, index) => {
    const headWord = Math.max(0, ...textOf(head).split(' ').map(widthOf));
    let longest = 0;
    let sum = 0;
    for (const row of table.rows) {
      const width = widthOf(textOf(row.cells[index] ?? []));
      longest = Math.max(longest, Math.min(width, 60));
      sum += Math.min(width, 160);
    }
    const mean = table.rows.length === 0 ? 0 : sum / table.rows.length;
    const wanted =
      kind === 'number' || kind === 'short'
        ? Math.min(longest, 26)
        : Math.min(Math.max(mean, longest / 2), kind === 'long' ? 80 : 48);
    return Math.max(6, headWord + 2, Math.ceil(wanted) + 2);
  });
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}


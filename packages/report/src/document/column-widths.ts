import type { PrintTable } from './blocks.ts';
import { textWidth } from '../words/text-width.ts';
import { textOf } from './runs.ts';

/** Characters that a line of a table has room for, in the small type of tables on A4. */
const line = 112;

/**
 * Relative widths of the columns of a table: numbers, dates and ids get what they need, longer text shares the rest by how
 * much there is of it. Wide characters count twice.
 */
export function columnWidths(table: PrintTable): readonly number[] {
  const wants = table.columns.map(({ head, kind }, index) => {
    const headWord = Math.max(0, ...textOf(head).split(' ').map(textWidth));
    let longest = 0;
    let sum = 0;
    for (const row of table.rows) {
      const width = textWidth(textOf(row.cells[index] ?? []));
      longest = Math.max(longest, width);
      sum += Math.min(width, 160);
    }
    const fixed = kind === 'number' || kind === 'short';
    const least = 3 + Math.max(4, headWord, fixed ? Math.min(longest, 22) : 0);
    const mean = table.rows.length === 0 ? 0 : sum / table.rows.length;
    return {
      least,
      more: fixed ? 0 : Math.max(1, Math.max(mean, Math.min(longest, 24), Math.min(longest, 60) / 2) - least),
    };
  });
  const rest = line - wants.reduce((sum, { least }) => sum + least, 0);
  const more = wants.reduce((sum, want) => sum + want.more, 0);
  if (rest <= 0) return wants.map(({ least }) => least);
  return wants.map((want) => Math.round(want.least + (more === 0 ? rest / wants.length : (rest * want.more) / more)));
}

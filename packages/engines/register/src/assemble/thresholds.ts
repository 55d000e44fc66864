import type { Assembly } from './assembly.ts';
import { pooled } from './rows.ts';
import type { Rows } from './rows.ts';
import { TextPool } from './text-pool.ts';

/** How many children of each group must stand: "all" (also when nothing is stated), "any" or a number. */
export function thresholdsOf(assembly: Assembly, rows: Rows, group: Int32Array, groups: number): Int32Array {
  const pool = new TextPool();
  const stated = pooled(rows, 'threshold', pool);
  const size = new Int32Array(groups);
  for (const at of group) size[at] = (size[at] as number) + 1;

  const chosen = new Int32Array(groups).fill(-1);
  const result = size.slice();
  for (let at = 0; at < rows.count; at += 1) {
    const [which, threshold] = [group[at] as number, stated[at] as number];
    if (threshold < 0 || threshold === chosen[which]) continue;
    const text = pool.values[threshold] ?? '';
    if (chosen[which] !== -1) {
      tell(
        assembly,
        rows,
        at,
        text,
        `one threshold for a group ("${pool.values[chosen[which] as number] ?? ''}" is stated first and counts)`,
      );
      continue;
    }
    chosen[which] = threshold;
    const children = size[which] as number;
    const number = wanted(text, children);
    if (number === null || number < 1 || number > children)
      tell(
        assembly,
        rows,
        at,
        text,
        `"all", "any" or a number from 1 to ${children}; all ${children} are taken as needed`,
      );
    else result[which] = number;
  }
  return result;
}

function wanted(text: string, children: number): number | null {
  const word = text.toLowerCase();
  if (word === 'all') return children;
  if (word === 'any') return 1;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function tell(assembly: Assembly, rows: Rows, at: number, value: string, expected: string): void {
  assembly.problems.at(rows, at, {
    rule: 'UP-ASM-7',
    column: 'threshold',
    value,
    expected,
    message: `Threshold "${value}" cannot be used for its group: expected ${expected}. Correct it in the sheet dependencies.`,
  });
}

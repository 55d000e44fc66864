import type { ProfileColumn } from '@underpin/model';
import type { TableSubject, Tell } from '../check.ts';
import { rowPlace } from '../row-key.ts';

/** Tells every row of a column whose value fails `holds`, which is asked once per distinct value. Empty cells are passed over. */
export function tellBadValues(
  subject: TableSubject,
  column: ProfileColumn,
  tell: Tell,
  holds: (value: string) => boolean,
  words: (value: string) => { readonly expected: string; readonly message: string },
): void {
  const { table, described, file } = subject;
  const found = table?.columns.get(column.code);
  if (table === null || found === undefined) return;
  const bad = new Uint8Array(found.values.length);
  let some = false;
  for (const [code, value] of found.values.entries()) {
    if (holds(value)) continue;
    bad[code] = 1;
    some = true;
  }
  if (!some) return;
  const place = { file, column: column.code };
  for (let row = 0; row < table.rowCount; row += 1) {
    const code = found.codes[row] as number;
    if (code < 0 || bad[code] !== 1) continue;
    const value = found.values[code] ?? '';
    tell(place, () => ({ ...rowPlace(described, table, row), value, ...words(value) }));
  }
}

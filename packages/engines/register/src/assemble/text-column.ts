import type { TextColumn } from '@underpin/model';
import { TextPool } from './text-pool.ts';

/** A column of the given texts; `''` is an empty cell. */
export function textColumn(values: Iterable<string>): TextColumn {
  const pool = new TextPool();
  return { codes: Int32Array.from(values, (text) => (text === '' ? -1 : pool.id(text))), values: pool.values };
}

import { ok, refused, type Result } from '@underpin/model';
import type { Study } from '../study.ts';
import { type Holds, isStated, readCondition } from './condition.ts';
import type { SectorColumn, SectorTable, SectorTableName } from './sector-table.ts';
import { sectorTable } from './sector-tables.ts';

export interface RowsAsked {
  /** Conditions by column; all must hold. */
  readonly where: Readonly<Record<string, string>>;
  /** Column; a leading "-" sorts downwards. What nobody stated comes last either way. */
  readonly sort: string | null;
  /** Words that some text of the row must contain, all of them. */
  readonly search?: string;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const orders = new WeakMap<SectorTable, Map<string, Int32Array>>();

/** The rows of a table that the conditions let through, in order. Refused for a column or condition that cannot be read. */
export function findRows(study: Study, name: SectorTableName, asked: RowsAsked): Result<Int32Array> {
  const table = sectorTable(study, name);
  const conditions: Holds[] = [];
  for (const [id, condition] of Object.entries(asked.where)) {
    const column = table.columns.find((one) => one.id === id);
    if (column === undefined) return refused(noColumn(table, id));
    const target = column.kind === 'text' ? column.refersTo : undefined;
    const read = readCondition(column, condition, (key) =>
      target === undefined ? undefined : sectorTable(study, target).rowOf.get(key),
    );
    if (!read.ok) return read;
    conditions.push(read.value);
  }
  for (const word of (asked.search ?? '').split(/\s+/).filter((one) => one !== '')) {
    const columns = table.columns.filter((column) => column.kind === 'text');
    const tests = columns.flatMap((column) => {
      const read = readCondition(column, /^[=!@?]/.test(word) ? ` ${word}` : word, () => undefined);
      return read.ok ? [read.value] : [];
    });
    conditions.push((row) => tests.some((test) => test(row)));
  }
  const order = orderOf(table, asked.sort);
  if (!order.ok) return order;
  return ok(order.value.filter((row) => conditions.every((holds) => holds(row))));
}

function orderOf(table: SectorTable, sort: string | null): Result<Int32Array> {
  let kept = orders.get(table);
  if (kept === undefined) orders.set(table, (kept = new Map()));
  const known = kept.get(sort ?? '');
  if (known !== undefined) return ok(known);
  const order = Int32Array.from({ length: table.rowCount }, (_, row) => row);
  if (sort !== null) {
    const down = sort.startsWith('-');
    const id = down ? sort.slice(1) : sort;
    const column = table.columns.find((one) => one.id === id);
    if (column === undefined) return refused(noColumn(table, id));
    const rank = ranksOf(column);
    order.sort(
      (a, b) =>
        Number(isStated(column, b)) - Number(isStated(column, a)) ||
        (down ? rank(b) - rank(a) : rank(a) - rank(b)) ||
        a - b,
    );
  }
  kept.set(sort ?? '', order);
  return ok(order);
}

function ranksOf(column: SectorColumn): (row: number) => number {
  if (column.kind !== 'text') return (row) => (Number.isNaN(column.cells[row]) ? 0 : (column.cells[row] as number));
  const { codes, values } = column.cells;
  const sorted = Array.from(values, (_, code) => code).sort((a, b) =>
    collator.compare(values[a] ?? '', values[b] ?? ''),
  );
  const rank = new Int32Array(values.length);
  let place = 0;
  sorted.forEach((code, at) => {
    if (at > 0 && values[code] !== values[sorted[at - 1] as number]) place = at;
    rank[code] = place;
  });
  return (row) => rank[codes[row] ?? -1] ?? -1;
}

function noColumn(table: SectorTable, id: string): string {
  return `"${table.name}" has no column "${id}": it has ${table.columns.map((column) => column.id).join(', ')}`;
}

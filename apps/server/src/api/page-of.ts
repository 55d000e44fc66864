import { done, type ListQuery, type Outcome, problemOf, type ReviewRecords, type ReviewTables } from '@underpin/app';

interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: string;
}

/** A page of a list: sorted, after the cursor, with the total of what the caller may see. */
export async function pageOf<T extends keyof ReviewTables>(
  records: ReviewRecords,
  table: T,
  asked: Asked,
  where: { readonly [K in keyof ReviewTables[T]]?: ReviewTables[T][K] | undefined },
): Promise<Outcome<{ items: ReviewTables[T][]; next: string | null; total: number }>> {
  const descending = asked.sort.startsWith('-');
  const field = (descending ? asked.sort.slice(1) : asked.sort) as keyof ReviewTables[T] & string;
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor, asked.sort);
  if (after === null) return problemOf('invalid', 'The cursor is not one that a page of this list gave.');
  const { items, total } = await records.list(table, {
    where: where as Partial<ReviewTables[T]>,
    sort: { field, descending },
    limit: asked.limit + 1,
    ...(after === undefined ? {} : { after }),
  } satisfies ListQuery<ReviewTables[T]>);
  const shown = items.slice(0, asked.limit);
  const last = shown.at(-1) as (ReviewTables[T] & { readonly id: string }) | undefined;
  const more = items.length > asked.limit && last !== undefined;
  const next = more ? Buffer.from(JSON.stringify([asked.sort, last[field], last.id])).toString('base64url') : null;
  return done({ items: [...shown], next, total });
}

function readCursor(cursor: string, sort: string): readonly [unknown, string] | null {
  try {
    const [for_, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const fits = for_ === sort && (typeof value === 'string' || typeof value === 'number') && typeof id === 'string';
    const whole = typeof value !== 'string' || !/\0/.test(value);
    return fits && whole ? [value, id] : null;
  } catch {
    return null;
  }
}

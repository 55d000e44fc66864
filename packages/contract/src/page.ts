import { z } from 'zod';

/** Query of every list: a page of at most `limit`, after the `cursor` that the page before gave. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Number of items in a page'),
  cursor: z.string().max(500).optional().describe('What the page before gave as "next"'),
});

/** The query of a list that is sorted by one of `fields`; a leading "-" sorts downwards. */
export function listQuery<const F extends readonly string[], X extends z.ZodRawShape>(
  fields: F,
  filters: X,
): z.ZodObject<typeof pageQuerySchema.shape & { sort: z.ZodDefault<z.ZodEnum<Sorts<F>>> } & X> {
  const sorts = fields.flatMap((field) => [field, `-${field}`]);
  const sort = z
    .enum(Object.fromEntries(sorts.map((name) => [name, name])) as Sorts<F>)
    .default(sorts[0] as never)
    .describe('Field to sort by; a leading "-" sorts downwards');
  return pageQuerySchema.extend({ sort, ...filters }) as never;
}
type Sorts<F extends readonly string[]> = { [K in F[number] | `-${F[number]}`]: K };

/** A page of a list. `total` counts all that the caller may see and the filters let through. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; next: z.ZodNullable<z.ZodString>; total: z.ZodInt }> {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page; null on the last'),
    total: z.int(),
  });
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
}

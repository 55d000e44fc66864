import type { ListQuery, Records as Port } from '@underpin/app';
import { CamelCasePlugin, sql, type Transaction } from 'kysely';
import type { RecordTables } from '../tables/records.ts';

/** Tables and columns are named by the port's types; every value is a parameter. */
export type AnyTables = Record<string, Record<string, unknown>>;
export type AnyTransaction = Transaction<AnyTables>;

type Row = Readonly<Record<string, unknown>>;

/** Camel case in code, underscores in the database; documents keep their own keys. */
export function loosely(transaction: Transaction<RecordTables>): AnyTransaction {
  const plugin = new CamelCasePlugin({ maintainNestedObjectKeys: true });
  return transaction.withPlugin(plugin) as unknown as AnyTransaction;
}

/** Lists, maps and documents are kept as JSON; everything else as it is. */
function kept(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? sql`${JSON.stringify(value)}::jsonb` : value,
    ]),
  );
}

/** One implementation of every table: what may be seen and done is decided by the policies of the database. */
export class Gateway<Tables> implements Port<Tables> {
  protected readonly transaction: AnyTransaction;

  constructor(transaction: AnyTransaction) {
    this.transaction = transaction;
  }

  async get<T extends keyof Tables & string>(table: T, id: string): Promise<Tables[T] | null> {
    const row = await this.transaction.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst();
    return (row as Tables[T] | undefined) ?? null;
  }

  async list<T extends keyof Tables & string>(
    table: T,
    query: ListQuery<Tables[T]> = {},
  ): Promise<{ readonly items: readonly Tables[T][]; readonly total: number }> {
    let all = this.transaction.selectFrom(table as string);
    for (const [name, value] of Object.entries(query.where ?? {})) {
      if (value === undefined) continue;
      all = value === null ? all.where(name, 'is', null) : all.where(name, '=', value);
    }
    let selected = all.selectAll();
    const field = query.sort?.field ?? 'id';
    const direction = query.sort?.descending === true ? 'desc' : 'asc';
    if (query.after !== undefined) {
      const beyond = direction === 'asc' ? sql`>` : sql`<`;
      const [value, id] = query.after;
      selected = selected.where(sql<boolean>`(${sql.ref(field)}, id) ${beyond} (${value}, ${id})`);
    }
    selected = selected.orderBy(field, direction).orderBy('id', direction);
    if (query.limit !== undefined) selected = selected.limit(query.limit);
    const items = (await selected.execute()) as unknown as Tables[T][];
    if (query.limit === undefined && query.after === undefined) return { items, total: items.length };
    const counted = await all.select(({ fn }) => fn.countAll().as('total')).executeTakeFirst();
    return { items, total: Number(counted?.['total'] ?? 0) };
  }

  async insert<T extends keyof Tables & string>(table: T, row: Tables[T]): Promise<boolean> {
    const done = await this.transaction
      .insertInto(table as string)
      .values(kept(row as Row))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
  }

  async update<T extends keyof Tables & string>(
    table: T,
    where: Partial<Tables[T]>,
    changes: Partial<Tables[T]>,
  ): Promise<number> {
    let query = this.transaction.updateTable(table as string).set(kept(changes as Row));
    for (const [name, value] of Object.entries(where)) query = query.where(name, value === null ? 'is' : '=', value);
    return Number((await query.executeTakeFirst()).numUpdatedRows);
  }

  async remove<T extends keyof Tables & string>(table: T, where: Partial<Tables[T]>): Promise<number> {
    let query = this.transaction.deleteFrom(table as string);
    for (const [name, value] of Object.entries(where)) query = query.where(name, value === null ? 'is' : '=', value);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }
}

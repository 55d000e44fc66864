import { sql } from 'kysely';
import type { Records } from '../tables/records.ts';

/** A table as the catalogue of the database has it: columns that are stored, in their order. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly identity: boolean }[];
  readonly forced: boolean;
}

/** Not backed up: the history of the schema stands in the manifest, and nobody is signed in after a restore. */
const leftOut = new Set(['migration', 'session']);
const batch = 1000;

export async function tableShapes(records: Records): Promise<readonly TableShape[]> {
  const { rows } = await sql<{ name: string; column: string; type: string; identity: boolean; forced: boolean }>`
    select c.relname as name, a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      a.attidentity <> '' as identity, c.relforcerowsecurity as forced
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`.execute(records);
  return [...Map.groupBy(rows, ({ name }) => name)]
    .filter(([name]) => !leftOut.has(name))
    .map(([name, of]) => ({
      name,
      forced: of[0]?.forced === true,
      columns: of.map(({ column, type, identity }) => ({ name: column, type, identity })),
    }));
}

/** Every row as a line: a JSON list of the columns' texts, as PostgreSQL writes them. Inside one transaction. */
export async function* tableLines(transaction: Records, { name, columns }: TableShape): AsyncGenerator<string> {
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  const first = sql.ref(columns[0]?.name ?? 'id');
  await sql`declare backed_up no scroll cursor for
    select json_build_array(${texts})::text as line from ${sql.table(name)} order by ${first}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(batch)} from backed_up`.execute(transaction);
    for (const { line } of rows) yield line;
    if (rows.length < batch) break;
  }
  await sql`close backed_up`.execute(transaction);
}

/** Puts lines back; answers how many. */
export async function putLines(
  transaction: Records,
  { name, columns }: TableShape,
  lines: AsyncIterable<string>,
): Promise<number> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(columns.map(({ type }, at) => sql`(line ->> ${sql.lit(at)})::${sql.raw(type)}`));
  let waiting: string[] = [];
  let count = 0;
  const put = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const whole = `[${waiting.join(',')}]`;
    await sql`insert into ${sql.table(name)} (${names}) overriding system value
      select ${values} from jsonb_array_elements(${whole}::jsonb) as line`.execute(transaction);
    count += waiting.length;
    waiting = [];
  };
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length === batch) await put();
  }
  await put();
  for (const { name: column, identity } of columns) {
    if (!identity) continue;
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}), coalesce(max(${sql.ref(column)}), 1), max(${sql.ref(column)}) is not null)
      from ${sql.table(name)}`.execute(transaction);
  }
  return count;
}

/**
 * Does something to all tables without their foreign keys and without row-level security on their owner, and puts both back:
 * the keys are checked over all rows then. Inside one transaction.
 */
export async function unbound<T>(
  transaction: Records,
  shapes: readonly TableShape[],
  work: () => Promise<T>,
): Promise<T> {
  const { rows: keys } = await sql<{ table: string; name: string; definition: string }>`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
    order by 1, 2`.execute(transaction);
  const forced = shapes.filter(({ forced: is }) => is);
  for (const { table, name } of keys)
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.ref(name)}`.execute(transaction);
  for (const { name } of forced)
    await sql`alter table ${sql.table(name)} no force row level security`.execute(transaction);
  const answer = await work();
  for (const { table, name, definition } of keys) {
    await sql`alter table ${sql.raw(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
      transaction,
    );
  }
  for (const { name } of forced)
    await sql`alter table ${sql.table(name)} force row level security`.execute(transaction);
  return answer;
}

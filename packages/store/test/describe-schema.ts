import type { PGlite } from '@electric-sql/pglite';

/** The schema as text, from the database's own catalogue: tables with columns and constraints, indexes, functions, triggers. */
export async function describeSchema(database: PGlite): Promise<string> {
  const lines = async (sql: string): Promise<readonly string[]> =>
    (await database.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  const tables = await lines(`
    select format(E'create table %s (\\n%s\\n);', c.relname, string_agg('  ' || part.line, E',\\n' order by part.rank, part.place, part.line)) as line
    from pg_class c
    join lateral (
      select 1 as rank, a.attnum as place, concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
        case a.attidentity when 'a' then 'generated always as identity' end,
        case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid)) as line
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      union all
      select 2, 0, pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
    ) part on true
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    group by c.relname order by c.relname`);
  const indexes = await lines(`
    select indexdef || ';' as line from pg_indexes
    where schemaname = 'public' and indexname not in (select conname from pg_constraint) order by indexname`);
  const functions = await lines(`
    select rtrim(pg_get_functiondef(oid), E'\\n') || ';' as line from pg_proc
    where pronamespace = 'public'::regnamespace order by proname`);
  const triggers = await lines(`
    select pg_get_triggerdef(oid) || ';' as line from pg_trigger where not tgisinternal order by tgname`);
  const policies = await lines(`
    select format('create policy %s on %s for %s to %s%s%s;', policyname, tablename, lower(cmd), array_to_string(roles, ', '),
      E'\n  using ' || qual, E'\n  with check ' || with_check) as line
    from pg_policies where schemaname = 'public' order by tablename, policyname`);
  const protectedTables = await lines(`
    select format('alter table %s enable row level security%s;', relname, case when relforcerowsecurity then ', force row level security' end) as line
    from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by relname`);
  const grants = await lines(`
    select format('grant %s on %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), table_name, grantee) as line
    from information_schema.role_table_grants where table_schema = 'public' and grantee like 'underpin%'
    group by table_name, grantee order by table_name, grantee`);
  const title = '-- Generated from the migrations by test/schema.test.ts; do not edit.';
  return `${[title, ...tables, ...indexes, ...functions, ...triggers, ...protectedTables, ...policies, ...grants].join('\n\n')}\n`;
}

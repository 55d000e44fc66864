import { createHash } from 'node:crypto';
import type { Result } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import { sql } from 'kysely';
import type { Migration } from '../migrations/migration.ts';
import type { Records } from '../tables/records.ts';

/** Any number, but the same in every process: whoever migrates holds the advisory lock of this number. */
const migrationLock = 7_306_112_841;

/** Brings the schema up to date in one transaction. Refuses a database whose history is not the one known here. */
export function migrate(records: Records, migrations: readonly Migration[], now: Date): Promise<Result<void>> {
  return records.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction);
    await sql`create table if not exists migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null
    )`.execute(transaction);
    const applied = await transaction.selectFrom('migration').select(['name', 'checksum']).orderBy('name').execute();
    const history = compare(applied, migrations);
    if (!history.ok) return history;
    for (const migration of migrations.slice(applied.length)) {
      for (const statement of migration.statements) await sql.raw(statement).execute(transaction);
      await transaction
        .insertInto('migration')
        .values({ name: migration.name, checksum: checksumOf(migration), applied_at: now.toISOString() })
        .execute();
    }
    if (applied.length < migrations.length) await sql.raw(openToBackup).execute(transaction);
    return ok(undefined);
  });
}

/** Every table, also of migrations to come, may be read by the role that backs up: a table that a policy hides would be missing in silence. */
const openToBackup = `do $$
declare one record;
begin
  if not exists (select from pg_roles where rolname = 'underpin_backup') then return; end if;
  for one in
    select c.oid, c.relname, c.relrowsecurity from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
  loop
    execute format('grant select on %I to underpin_backup', one.relname);
    if one.relrowsecurity and not exists (select from pg_policy where polrelid = one.oid and polname = 'backup') then
      execute format('create policy backup on %I for select to underpin_backup using (true)', one.relname);
    end if;
  end loop;
end
$$`;

function compare(
  applied: readonly { readonly name: string; readonly checksum: string }[],
  known: readonly Migration[],
): Result<void> {
  for (const [index, { name, checksum }] of applied.entries()) {
    const migration = known[index];
    if (migration?.name !== name) {
      return refused(
        `Cannot use this database: it has migration "${name}", which this version does not know. Use the version of Underpin that wrote it, or a newer one.`,
      );
    }
    if (checksumOf(migration) !== checksum) {
      return refused(
        `Cannot use this database: migration "${name}" was applied with other statements than this version has. Use the version of Underpin that wrote it.`,
      );
    }
  }
  return ok(undefined);
}

export function checksumOf(migration: Migration): string {
  return createHash('sha256').update(JSON.stringify(migration.statements)).digest('hex');
}

import type { Migration } from './migration.ts';

export const submissions: Migration = {
  name: '0001_submissions',
  statements: [
    `create table submission (
      id text primary key check (id ~ '^[0-9a-f]{64}$'),
      arrival bigint generated always as identity unique,
      name text not null,
      bytes bigint not null check (bytes >= 0),
      format text not null check (format in ('dora', 'inventory')),
      profile text not null,
      entity text not null,
      reference_date date not null,
      received_at timestamptz not null,
      supersedes text references submission (id),
      superseded_by text references submission (id) check (superseded_by <> id),
      rejected boolean not null,
      findings jsonb not null,
      findings_hash text check (findings_hash ~ '^[0-9a-f]{64}$'),
      findings_rows integer not null check (findings_rows >= 0),
      check ((findings_rows = 0) = (findings_hash is null))
    )`,
    `create index submission_series on submission (entity, format, reference_date desc) where superseded_by is null`,
    `create index submission_by_date on submission (reference_date desc, arrival desc)`,
    `create table submission_table (
      submission text not null references submission (id),
      position integer not null check (position >= 0),
      name text not null,
      file text not null,
      rows integer not null check (rows >= 0),
      hash text check (hash ~ '^[0-9a-f]{64}$'),
      primary key (submission, position),
      check ((rows = 0) = (hash is null))
    )`,
    `create table setting (
      name text primary key,
      value text not null
    )`,
    `create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'Cannot % rows of "%": submissions are kept as received', lower(tg_op), tg_table_name
        using errcode = 'integrity_constraint_violation', hint = 'Add a new submission, which supersedes this one.';
    end
    $$`,
    `create function only_supersede() returns trigger language plpgsql as $$
    begin
      if old.superseded_by is not null
        or new.superseded_by is null
        or to_jsonb(new) - 'superseded_by' is distinct from to_jsonb(old) - 'superseded_by'
      then
        raise exception 'Cannot change submission "%": submissions are kept as received', old.id
          using errcode = 'integrity_constraint_violation', hint = 'Add a new submission, which supersedes this one.';
      end if;
      return new;
    end
    $$`,
    `create trigger submission_only_supersede before update on submission
      for each row execute function only_supersede()`,
    `create trigger submission_kept before delete on submission
      for each row execute function refuse_change()`,
    `create trigger submission_not_emptied before truncate on submission
      for each statement execute function refuse_change()`,
    `create trigger submission_table_kept before update or delete on submission_table
      for each row execute function refuse_change()`,
    `create trigger submission_table_not_emptied before truncate on submission_table
      for each statement execute function refuse_change()`,
  ],
};

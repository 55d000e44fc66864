import type { Migration } from './migration.ts';

const tables = ['ledger_entry', 'ledger_head', 'idempotency', 'job', 'webhook', 'outbox', 'delivery'];

/** The ledger, and what carries work out: idempotency, jobs, webhooks. */
export const ledgerAndMachinery: Migration = {
  name: '0004_ledger_and_machinery',
  statements: [
    `create table ledger_entry (
      sequence bigint primary key check (sequence >= 0),
      time timestamptz not null,
      actor text not null,
      party text not null generated always as (split_part(actor, '/', 1)) stored,
      act text not null,
      object text not null,
      object_sha256 text not null check (object_sha256 ~ '^[0-9a-f]{64}$'),
      previous text not null unique check (previous ~ '^[0-9a-f]{64}$'),
      hash text not null unique check (hash ~ '^[0-9a-f]{64}$')
    )`,
    `create index ledger_entry_party on ledger_entry (party, sequence)`,
    `create table ledger_head (
      id boolean primary key default true check (id),
      size bigint not null,
      hash text not null,
      time timestamptz not null
    )`,
    `insert into ledger_head (size, hash, time) values (0, repeat('0', 64), '1970-01-01T00:00:00Z')`,
    `create function keep_ledger() returns trigger language plpgsql as $$
    begin
      raise exception 'Cannot % entries of the ledger', lower(tg_op) using errcode = 'integrity_constraint_violation';
    end
    $$`,
    `create trigger ledger_entry_kept before update or delete on ledger_entry for each row execute function keep_ledger()`,
    `create trigger ledger_entry_not_emptied before truncate on ledger_entry for each statement execute function keep_ledger()`,
    `create table idempotency (
      id text primary key,
      person text not null,
      request_sha256 text not null,
      status integer not null,
      body jsonb,
      created_at timestamptz not null
    )`,
    `create table job (
      id text primary key,
      person text not null references person (id),
      party text not null references party (id),
      kind text not null,
      input jsonb not null,
      state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
      step text,
      done bigint not null,
      total bigint not null,
      result jsonb,
      error text,
      cancel_asked boolean not null,
      attempts integer not null,
      run_at timestamptz not null,
      locked_until timestamptz,
      created_at timestamptz not null,
      finished_at timestamptz
    )`,
    `create index job_next on job (run_at) where state in ('waiting', 'running')`,
    `create table webhook (
      id text primary key,
      party text not null references party (id),
      url text not null,
      events jsonb not null,
      secret text not null,
      active boolean not null,
      created_at timestamptz not null
    )`,
    `create table outbox (
      id text primary key,
      event text not null,
      object text not null,
      audience jsonb not null,
      created_at timestamptz not null
    )`,
    `create table delivery (
      id text primary key,
      webhook text not null references webhook (id) on delete cascade,
      event text not null,
      object text not null,
      attempts integer not null,
      run_at timestamptz not null,
      delivered_at timestamptz,
      error text,
      created_at timestamptz not null
    )`,
    `create index delivery_next on delivery (run_at) where delivered_at is null`,
    ...tables.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    ]),
    `grant select, insert on ledger_entry to underpin_app`,
    `grant select, insert, update on idempotency to underpin_app`,
    `grant select, update on ledger_head to underpin_app`,
    `grant select, insert on job to underpin_app`,
    `grant update (cancel_asked) on job to underpin_app`,
    `grant select, insert, delete on webhook to underpin_app`,
    `grant insert on outbox to underpin_app`,
    `grant select, update on job to underpin_worker`,
    `grant select, delete on outbox to underpin_worker`,
    `grant select, insert, update, delete on delivery to underpin_worker`,
    `grant select on webhook to underpin_worker`,
    `grant select, delete on idempotency to underpin_worker`,
    `create policy seen on ledger_entry for select to underpin_app using (acting_kind() = 'auditor' or party = acting_party())`,
    `create policy written on ledger_entry for insert to underpin_app with check (
      actor = acting_party() || '/' || acting_person()
    )`,
    `create policy chain on ledger_head to underpin_app using (true) with check (true)`,
    `create policy own on idempotency to underpin_app using (person = acting_person()) with check (person = acting_person())`,
    `create policy own on job to underpin_app using (person = acting_person()) with check (person = acting_person() and party = acting_party())`,
    `create policy own on webhook to underpin_app using (party = acting_party()) with check (party = acting_party())`,
    `create policy told on outbox for insert to underpin_app with check (true)`,
    ...['job', 'webhook', 'outbox', 'delivery', 'idempotency'].map(
      (table) => `create policy worker on ${table} to underpin_worker using (true) with check (true)`,
    ),
  ],
};

import type { Migration } from './migration.ts';

const partyKinds = `('authority', 'institution', 'provider', 'working group', 'auditor', 'operator')`;

/** Who acts, how they sign in, and the roles of the database that queries run as. */
export const people: Migration = {
  name: '0002_people',
  statements: [
    `do $$
    declare role_name text;
    begin
      foreach role_name in array array['underpin_app', 'underpin_door', 'underpin_worker', 'underpin_keeper'] loop
        begin
          execute format('create role %I nologin', role_name);
        exception when duplicate_object or unique_violation then null;
        end;
        if not pg_has_role(current_user, role_name, 'member') then
          execute format('grant %I to %I', role_name, current_user);
        end if;
      end loop;
    end
    $$`,
    `create function acting_party() returns text language sql stable as $$
      select nullif(current_setting('underpin.party', true), '')
    $$`,
    `create function acting_kind() returns text language sql stable as $$
      select nullif(current_setting('underpin.kind', true), '')
    $$`,
    `create function acting_person() returns text language sql stable as $$
      select nullif(current_setting('underpin.person', true), '')
    $$`,
    `create table party (
      id text primary key,
      kind text not null check (kind in ${partyKinds}),
      name text not null,
      country text,
      lei text unique,
      created_at timestamptz not null,
      version integer not null
    )`,
    `create table person (
      id text primary key,
      party text not null references party (id),
      name text not null,
      login text not null unique,
      roles jsonb not null,
      active boolean not null,
      created_at timestamptz not null,
      version integer not null
    )`,
    `create index person_party on person (party)`,
    `create table credential (
      id text primary key references person (id),
      password_hash text,
      totp_secret text,
      totp_confirmed boolean not null,
      totp_step bigint not null,
      failures integer not null,
      locked_until timestamptz
    )`,
    `create table session (
      id text primary key,
      person text not null references person (id),
      csrf text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    )`,
    `create index session_person on session (person)`,
    `create table token (
      id text primary key,
      person text not null references person (id),
      name text not null,
      scope text not null check (scope in ('read', 'write')),
      secret_sha256 text not null unique,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      last_used_at timestamptz
    )`,
    `create table link (
      id text primary key,
      person text not null references person (id),
      expires_at timestamptz not null
    )`,
    `create table identity (
      id text primary key,
      issuer text not null,
      subject text not null,
      person text not null references person (id),
      unique (issuer, subject)
    )`,
    `create table signing_key (
      id text primary key,
      person text not null references person (id),
      public_key text not null,
      private_key text not null,
      created_at timestamptz not null
    )`,
    ...['party', 'person', 'credential', 'session', 'token', 'link', 'identity', 'signing_key'].flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    ]),
    `grant select, insert, update on party, person to underpin_app`,
    `grant select on party, person to underpin_worker`,
    `grant select, insert on party, person to underpin_door`,
    `grant select, insert, update, delete on credential, session, token, link, identity to underpin_door`,
    `grant insert on link to underpin_app`,
    `grant select, insert on signing_key to underpin_app`,
    `create policy known on party for select to underpin_app using (
      id = acting_party()
      or acting_kind() in ('authority', 'working group', 'auditor', 'operator')
      or (acting_kind() is not null and kind in ('authority', 'working group'))
    )`,
    `create policy kept_by_operator on party for insert to underpin_app with check (acting_kind() = 'operator')`,
    `create policy own on person for select to underpin_app using (party = acting_party() or acting_kind() = 'operator')`,
    `create policy kept_by_operator on person for insert to underpin_app with check (acting_kind() = 'operator')`,
    `create policy changed_by_operator on person for update to underpin_app using (acting_kind() = 'operator')`,
    `create policy given_by_operator on link for insert to underpin_app with check (acting_kind() = 'operator')`,
    `create policy own on signing_key to underpin_app using (person = acting_person()) with check (person = acting_person())`,
    ...['party', 'person'].flatMap((table) => [
      `create policy read_by_worker on ${table} for select to underpin_worker using (true)`,
      `create policy read_by_door on ${table} for select to underpin_door using (true)`,
      `create policy first_by_door on ${table} for insert to underpin_door with check (not exists (select from credential))`,
    ]),
    ...['credential', 'session', 'token', 'link', 'identity'].map(
      (table) => `create policy door on ${table} to underpin_door using (true) with check (true)`,
    ),
  ],
};

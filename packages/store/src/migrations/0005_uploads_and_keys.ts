import type { Migration } from './migration.ts';

const tables = ['upload', 'security_key', 'report_template'];

/** Files on their way to become submissions, keys that people bring, and the templates of reports. */
export const uploadsAndKeys: Migration = {
  name: '0005_uploads_and_keys',
  statements: [
    `create table upload (
      id text primary key,
      party text not null references party (id),
      person text not null references person (id),
      name text not null,
      bytes bigint not null check (bytes >= 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text not null,
      state text not null check (state in ('received', 'previewed', 'filed')),
      preview jsonb,
      details_sha256 text check (details_sha256 ~ '^[0-9a-f]{64}$'),
      failed_sha256 text check (failed_sha256 ~ '^[0-9a-f]{64}$'),
      failed_name text,
      submission text references submission (id),
      filed_at timestamptz,
      created_at timestamptz not null,
      version integer not null,
      check ((state = 'filed') = (submission is not null)),
      check ((failed_sha256 is null) = (failed_name is null))
    )`,
    `create index upload_party on upload (party, created_at)`,
    `create table security_key (
      id text primary key,
      person text not null references person (id),
      name text not null,
      credential_id text not null unique,
      public_key text not null,
      counter bigint not null,
      transports jsonb not null,
      used_at timestamptz,
      created_at timestamptz not null
    )`,
    `create index security_key_person on security_key (person)`,
    `create table report_template (
      id text primary key,
      party text not null references party (id),
      case_id text references review_case (id),
      name text not null,
      bytes bigint not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      created_at timestamptz not null
    )`,
    `create unique index report_template_of on report_template (party, coalesce(case_id, ''))`,
    `alter table opinion add column assertion jsonb`,
    ...tables.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    ]),
    `grant select, insert, update, delete on upload to underpin_app`,
    `grant select, insert, delete on report_template to underpin_app`,
    `grant select, insert, delete on security_key to underpin_app`,
    `grant update (counter, used_at) on security_key to underpin_app`,
    `grant select, update on security_key to underpin_door`,
    `create policy own on upload to underpin_app using (party = acting_party())
      with check (party = acting_party() and person = acting_person())`,
    `create policy own on security_key to underpin_app using (person = acting_person()) with check (person = acting_person())`,
    `create policy door on security_key to underpin_door using (true) with check (true)`,
    `create policy own on report_template to underpin_app using (party = acting_party())
      with check (party = acting_party() and (case_id is null or acts_in_case(case_id)))`,
  ],
};

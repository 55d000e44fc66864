import type { Migration } from './migration.ts';

const tables = ['trial', 'trial_measurement'];

/** Trials: protocols with their seals, measurements, verdicts. A party sees its own, those shared with it, and those that it asked for. */
export const trials: Migration = {
  name: '0008_trials',
  statements: [
    `create table trial (
      id text primary key,
      party text not null references party (id),
      person text not null references person (id),
      measure text references measure (id),
      requested_by text references party (id),
      title text not null,
      state text not null check (state in ('draft', 'sealed', 'stopped', 'assessed')),
      protocol jsonb not null,
      seal jsonb,
      shared_with jsonb not null,
      monitoring jsonb,
      harm_on date,
      assessment jsonb,
      assessed_at timestamptz,
      created_at timestamptz not null,
      version integer not null,
      check ((state = 'draft') = (seal is null))
    )`,
    `create index trial_party on trial (party, created_at)`,
    `create table trial_measurement (
      id text primary key,
      trial text not null references trial (id),
      party text not null references party (id),
      person text not null references person (id),
      name text not null,
      bytes bigint not null check (bytes >= 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      created_at timestamptz not null,
      unique (trial, sha256)
    )`,
    ...tables.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    ]),
    `grant select, insert, update on trial to underpin_app`,
    `grant select, insert on trial_measurement to underpin_app`,
    `create policy seen on trial for select to underpin_app using (
      party = acting_party() or requested_by = acting_party() or shared_with ? acting_party()
    )`,
    `create policy begun on trial for insert to underpin_app with check (party = acting_party() and person = acting_person())`,
    `create policy changed on trial for update to underpin_app using (party = acting_party()) with check (party = acting_party())`,
    `create policy seen on trial_measurement for select to underpin_app using (
      exists (select 1 from trial where trial.id = trial_measurement.trial)
    )`,
    `create policy fed on trial_measurement for insert to underpin_app with check (
      party = acting_party() and person = acting_person()
      and exists (select 1 from trial where trial.id = trial_measurement.trial and trial.party = acting_party())
    )`,
  ],
};

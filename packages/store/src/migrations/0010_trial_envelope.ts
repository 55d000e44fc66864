import type { Migration } from './migration.ts';

/** What a trial has seen, and the list of workloads that a party keeps for itself to hold against it. */
export const trialEnvelopes: Migration = {
  name: '0010_trial_envelope',
  statements: [
    `alter table trial add column seen jsonb not null default '[]'`,
    `create table workload_list (
      id text primary key,
      party text not null unique references party (id),
      person text not null references person (id),
      workloads jsonb not null,
      changed_at timestamptz not null
    )`,
    `alter table workload_list enable row level security`,
    `alter table workload_list force row level security`,
    `grant select, insert, update on workload_list to underpin_app`,
    `create policy seen on workload_list for select to underpin_app using (party = acting_party())`,
    `create policy kept on workload_list for insert to underpin_app with check (
      party = acting_party() and person = acting_person()
    )`,
    `create policy changed on workload_list for update to underpin_app using (party = acting_party()) with check (
      party = acting_party() and person = acting_person()
    )`,
  ],
};

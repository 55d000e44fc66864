import type { Migration } from './migration.ts';

const tables = ['programme', 'programme_plan', 'programme_approval', 'programme_part', 'progress_report'];
const seesProgramme = (column: string): string => `exists (select 1 from programme where programme.id = ${column})`;
const ownProgramme = (column: string): string =>
  `exists (select 1 from programme where programme.id = ${column} and programme.party = acting_party())`;

/**
 * Replacement programmes: their file, plans, approvals of gates, the part of each institution, and what institutions report.
 * The authority that runs a programme, and authorities that it is shown to, see all of it; an institution sees its own part and
 * its own reports, and no row of the programme itself.
 */
export const programmes: Migration = {
  name: '0009_programmes',
  statements: [
    `create table programme (
      id text primary key,
      party text not null references party (id),
      person text not null references person (id),
      title text not null,
      file jsonb not null,
      shared_with jsonb not null,
      accepted_plan text,
      created_at timestamptz not null,
      version integer not null
    )`,
    `create index programme_party on programme (party, created_at)`,
    `create table programme_plan (
      id text primary key,
      programme text not null references programme (id),
      party text not null references party (id),
      person text not null references person (id),
      state text not null check (state in ('proposed', 'accepted', 'superseded')),
      status_on date not null,
      status text not null,
      before_plan text,
      file jsonb not null,
      plan jsonb not null,
      accepted_at timestamptz,
      created_at timestamptz not null,
      version integer not null
    )`,
    `create index programme_plan_of on programme_plan (programme, created_at)`,
    `create table programme_approval (
      id text primary key,
      programme text not null references programme (id),
      party text not null references party (id),
      person text not null references person (id),
      wave text not null,
      named text not null,
      role text not null,
      "on" date not null,
      institutions jsonb,
      conditions text,
      created_at timestamptz not null
    )`,
    `create index programme_approval_of on programme_approval (programme)`,
    `create table programme_part (
      id text primary key,
      programme text not null references programme (id),
      party text not null references party (id),
      issuer text not null references party (id),
      plan text not null references programme_plan (id),
      title text not null,
      notice text,
      tasks jsonb not null,
      created_at timestamptz not null,
      version integer not null,
      unique (programme, party)
    )`,
    `create table progress_report (
      id text primary key,
      programme text not null references programme (id),
      part text not null references programme_part (id),
      party text not null references party (id),
      person text not null references person (id),
      replacement text not null,
      "on" date not null,
      state text not null check (state in ('in use', 'installing', 'replaced', 'removed', 'disposed', 'failed')),
      incidents integer not null check (incidents >= 0),
      spent text,
      evidence jsonb not null,
      reason text,
      created_at timestamptz not null,
      check (state <> 'disposed' or jsonb_array_length(evidence) > 0)
    )`,
    `create index progress_report_of on progress_report (programme, created_at)`,
    ...tables.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    ]),
    `grant select, insert, update on programme, programme_plan, programme_part to underpin_app`,
    `grant select, insert on programme_approval, progress_report to underpin_app`,

    `create policy seen on programme for select to underpin_app using (
      acting_kind() = 'authority' and (party = acting_party() or shared_with ? acting_party())
    )`,
    `create policy begun on programme for insert to underpin_app with check (
      acting_kind() = 'authority' and party = acting_party() and person = acting_person()
    )`,
    `create policy changed on programme for update to underpin_app
      using (acting_kind() = 'authority' and party = acting_party()) with check (party = acting_party())`,

    `create policy seen on programme_plan for select to underpin_app using (${seesProgramme('programme_plan.programme')})`,
    `create policy made on programme_plan for insert to underpin_app with check (
      party = acting_party() and person = acting_person() and ${ownProgramme('programme_plan.programme')}
    )`,
    `create policy changed on programme_plan for update to underpin_app
      using (${ownProgramme('programme_plan.programme')}) with check (${ownProgramme('programme_plan.programme')})`,

    `create policy seen on programme_approval for select to underpin_app using (${seesProgramme('programme_approval.programme')})`,
    `create policy given on programme_approval for insert to underpin_app with check (
      party = acting_party() and person = acting_person() and ${seesProgramme('programme_approval.programme')}
    )`,

    `create policy seen on programme_part for select to underpin_app using (
      party = acting_party() or ${seesProgramme('programme_part.programme')}
    )`,
    `create policy given on programme_part for insert to underpin_app with check (
      issuer = acting_party() and ${ownProgramme('programme_part.programme')}
    )`,
    `create policy changed on programme_part for update to underpin_app
      using (${ownProgramme('programme_part.programme')}) with check (${ownProgramme('programme_part.programme')})`,

    `create policy seen on progress_report for select to underpin_app using (
      party = acting_party() or ${seesProgramme('progress_report.programme')}
    )`,
    `create policy told on progress_report for insert to underpin_app with check (
      party = acting_party() and person = acting_person() and exists (
        select 1 from programme_part
        where programme_part.id = progress_report.part and programme_part.programme = progress_report.programme
          and programme_part.party = acting_party()
          and programme_part.tasks @> jsonb_build_array(jsonb_build_object('id', progress_report.replacement))
      )
    )`,
  ],
};

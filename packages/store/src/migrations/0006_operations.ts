import type { Migration } from './migration.ts';

/** Whether the acting party is an authority that sees the case of a row: written out, so that the planner may look all cases up at once. */
const inCase = (table: string): string =>
  `((select acting_kind()) = 'authority' and exists (select from review_case c where c.id = ${table}.case_id))`;
const party = `(select acting_party())`;
const person = `(select acting_person())`;

/** Everything that is asked of a row of these tables; `for` and the name of each policy stay as they were. */
const policies: readonly (readonly [table: string, name: string, using: string | null, check: string | null])[] = [
  ['task', 'inside', inCase('task'), inCase('task')],
  ['case_event', 'inside', inCase('case_event'), `${inCase('case_event')} and party = ${party}`],
  [
    'evidence',
    'seen',
    `${inCase('evidence')} and (
      party = ${party}
      or (shared_at is not null and (releasable_to ? ${party} or (releasable_to = '[]'::jsonb and marking <> 'RED')))
    )`,
    null,
  ],
  ['evidence', 'brought', null, `${inCase('evidence')} and party = ${party}`],
  ['evidence', 'changed', `${inCase('evidence')} and party = ${party}`, null],
  ['case_finding', 'seen', `${inCase('case_finding')} and (party = ${party} or shared_at is not null)`, null],
  ['case_finding', 'drafted', null, `${inCase('case_finding')} and party = ${party}`],
  ['case_finding', 'changed', `${inCase('case_finding')} and party = ${party}`, null],
  ['opinion', 'seen', inCase('opinion'), null],
  [
    'opinion',
    'given',
    null,
    `${inCase('opinion')} and party = ${party} and person = ${person}
      and exists (select from case_finding f where f.id = opinion.finding and f.case_id = opinion.case_id)`,
  ],
  ['opinion', 'superseded', `${inCase('opinion')} and party = ${party}`, null],
  ['case_extract', 'seen', `${inCase('case_extract')} or (recipient = ${party} and released_at is not null)`, null],
  ['case_extract', 'made', null, `${inCase('case_extract')} and party = ${party}`],
  ['case_extract', 'changed', `${inCase('case_extract')} and party = ${party}`, null],
  ['reply', 'seen', `party = ${party} or ${inCase('reply')}`, null],
  [
    'report',
    'seen',
    `${inCase('report')} or ((select acting_kind()) = 'working group' and working_group = ${party})`,
    null,
  ],
  ['report', 'submitted', null, `${inCase('report')} and party = ${party}`],
  ['decision', 'seen', `${inCase('decision')} or party = ${party}`, null],
  [
    'measure',
    'seen',
    `party = ${party} or ${inCase('measure')}
      or exists (select from measure_addressee a where a.measure = measure.id and a.party = ${party})`,
    null,
  ],
  ['measure_addressee', 'seen', `party = ${party} or issuer = ${party} or ${inCase('measure_addressee')}`, null],
  [
    'review_case',
    'seen',
    `((select acting_kind()) = 'authority' and (lead = ${party} or (state <> 'draft' and authorities ? ${party})))
      or ((select acting_kind()) = 'working group' and working_group = ${party} and state in ('submitted', 'decided', 'closed'))`,
    null,
  ],
  ['ledger_entry', 'seen', `(select acting_kind()) = 'auditor' or party = ${party}`, null],
];

const heldBy = `
      select s.id, s.csrf, s.scope, s.expires_at, s.last_used_at, coalesce(k.totp_confirmed, false),
        p.id, p.name, p.login, p.roles, p.active, p.created_at, p.version,
        o.id, o.kind, o.name, o.country, o.lei, o.created_at, o.version`;

/** What running it under load, watching and backing it up need. */
export const operations: Migration = {
  name: '0006_operations',
  statements: [
    ...policies.map(
      ([table, name, using, check]) =>
        `alter policy ${name} on ${table}${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`,
    ),
    `drop index task_case`,
    `create index task_case on task (case_id, created_at, id)`,
    `drop index evidence_case`,
    `create index evidence_case on evidence (case_id, created_at, id)`,
    `drop index case_finding_case`,
    `create index case_finding_case on case_finding (case_id, created_at, id)`,
    `grant select on ledger_head to underpin_worker`,
    `create policy watched on ledger_head for select to underpin_worker using (true)`,
    `create index ledger_entry_object on ledger_entry (object)`,

    // One statement instead of a transaction of six; within it the role is the one that may look people up.
    `create function holder_of(wanted text, kept_as text) returns table (
      id text, csrf text, scope text, expires_at timestamptz, last_used_at timestamptz, totp boolean,
      person_id text, person_name text, person_login text, person_roles jsonb, person_active boolean,
      person_created_at timestamptz, person_version integer,
      party_id text, party_kind text, party_name text, party_country text, party_lei text,
      party_created_at timestamptz, party_version integer
    ) language sql stable set role = 'underpin_door' as $$${heldBy}
      from (
        select id, csrf, 'write' as scope, expires_at, null::timestamptz as last_used_at, person
        from session where wanted = 'session' and id = kept_as
        union all
        select id, null, scope, expires_at, last_used_at, person
        from token where wanted = 'token' and secret_sha256 = kept_as
      ) s
      join person p on p.id = s.person and p.active
      join party o on o.id = p.party
      left join credential k on k.id = p.id
    $$`,
    `revoke execute on function holder_of(text, text) from public`,
    `grant execute on function holder_of(text, text) to underpin_keeper`,

    `do $$
    begin
      begin
        create role underpin_backup nologin;
      exception when duplicate_object or unique_violation then null;
      end;
      if not pg_has_role(current_user, 'underpin_backup', 'member') then
        execute format('grant underpin_backup to %I', current_user);
      end if;
    end
    $$`,
  ],
};

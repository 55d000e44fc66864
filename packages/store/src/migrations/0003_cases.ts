import type { Migration } from './migration.ts';

const markings = `('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED')`;

const tables = [
  `create table review_case (
    id text primary key,
    title text not null,
    question text not null,
    subject jsonb,
    marking text not null check (marking in ${markings}),
    authorities jsonb not null,
    working_group text not null references party (id),
    quorum integer not null check (quorum >= 1),
    lead text not null references party (id),
    state text not null check (state in ('draft', 'open', 'collecting', 'drafting', 'reply', 'deliberation', 'submitted', 'decided', 'closed')),
    state_since timestamptz not null,
    due_at timestamptz,
    created_at timestamptz not null,
    version integer not null
  )`,
  `create table task (
    id text primary key,
    case_id text not null references review_case (id),
    title text not null,
    owner text not null references party (id),
    due_on date,
    done boolean not null,
    created_at timestamptz not null,
    version integer not null
  )`,
  `create table evidence (
    id text primary key,
    case_id text not null references review_case (id),
    party text not null references party (id),
    kind text not null check (kind in ('statement', 'file', 'figure')),
    statement text not null,
    source jsonb not null,
    attributed_to text,
    reliability text not null check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
    credibility integer not null check (credibility between 1 and 6),
    independent_sources integer check (independent_sources >= 0),
    marking text not null check (marking in ${markings}),
    releasable_to jsonb not null,
    shared_at timestamptz,
    file_name text,
    media_type text,
    bytes bigint,
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    figure jsonb,
    created_at timestamptz not null,
    version integer not null,
    check ((kind = 'file') = (sha256 is not null)),
    check ((kind = 'figure') = (figure is not null))
  )`,
  `create table case_finding (
    id text primary key,
    case_id text not null references review_case (id),
    party text not null references party (id),
    statement text not null,
    severity text not null check (severity in ('high', 'medium', 'low', 'information')),
    evidence jsonb not null,
    shared_at timestamptz,
    created_at timestamptz not null,
    version integer not null
  )`,
  `create table opinion (
    id text primary key,
    case_id text not null references review_case (id),
    finding text not null references case_finding (id),
    party text not null references party (id),
    person text not null references person (id),
    position text not null check (position in ('concurs', 'concurs with reservation', 'dissents')),
    reasons text not null,
    signed_at timestamptz not null,
    finding_sha256 text not null check (finding_sha256 ~ '^[0-9a-f]{64}$'),
    public_key text not null,
    signature text not null,
    superseded_at timestamptz
  )`,
  `create table case_extract (
    id text primary key,
    case_id text not null references review_case (id),
    finding text not null references case_finding (id),
    party text not null references party (id),
    recipient text not null references party (id),
    introduction text not null,
    text text not null,
    hidden jsonb not null,
    marking text not null check (marking in ${markings}),
    released_at timestamptz,
    reply_by timestamptz,
    created_at timestamptz not null,
    version integer not null
  )`,
  `create table reply (
    id text primary key,
    case_id text not null references review_case (id),
    extract text not null references case_extract (id),
    party text not null references party (id),
    person text not null references person (id),
    text text not null,
    received_at timestamptz not null
  )`,
  `create table report (
    id text primary key,
    case_id text not null references review_case (id),
    working_group text not null references party (id),
    party text not null references party (id),
    submitted_at timestamptz not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    content jsonb not null,
    bundle_sha256 text check (bundle_sha256 ~ '^[0-9a-f]{64}$')
  )`,
  `create table decision (
    id text primary key,
    case_id text not null unique references review_case (id),
    report text not null references report (id),
    report_sha256 text not null,
    party text not null references party (id),
    person text not null references person (id),
    statement text not null,
    findings jsonb not null,
    decided_at timestamptz not null,
    public_key text not null,
    signature text not null
  )`,
  `create table measure (
    id text primary key,
    case_id text not null references review_case (id),
    decision text not null references decision (id),
    party text not null references party (id),
    kind text not null check (kind in ('direction', 'exclusion rule', 'trial request')),
    title text not null,
    subject jsonb not null,
    terms jsonb not null,
    variations jsonb not null,
    created_at timestamptz not null,
    version integer not null
  )`,
  `create table measure_addressee (
    id text primary key,
    measure text not null references measure (id),
    case_id text not null references review_case (id),
    issuer text not null references party (id),
    party text not null references party (id),
    exception jsonb,
    unique (measure, party)
  )`,
  `create table case_event (
    id text primary key,
    case_id text not null references review_case (id),
    party text not null references party (id),
    "on" date not null,
    event text not null,
    created_at timestamptz not null
  )`,
];

const ofCase = [
  'task',
  'evidence',
  'case_finding',
  'opinion',
  'case_extract',
  'reply',
  'report',
  'measure',
  'case_event',
];
const all = ['review_case', ...ofCase, 'decision', 'measure_addressee'];

/** Cases with all that belongs to them, and who sees which row. The rules are those of the domain's section on reviews. */
export const cases: Migration = {
  name: '0003_cases',
  statements: [
    ...tables,
    ...ofCase.map((table) => `create index ${table}_case on ${table} (case_id)`),
    `create unique index opinion_standing on opinion (finding, party) where superseded_at is null`,
    `create index case_extract_recipient on case_extract (recipient)`,
    `create index measure_addressee_party on measure_addressee (party)`,
    `create function acts_in_case(wanted text) returns boolean language sql stable as $$
      select acting_kind() = 'authority' and exists (select from review_case c where c.id = wanted)
    $$`,
    ...all.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `grant select, insert on ${table} to underpin_app`,
    ]),
    `grant update on review_case, task, evidence, case_finding, case_extract to underpin_app`,
    `grant update (superseded_at) on opinion to underpin_app`,
    `grant update (variations, version) on measure to underpin_app`,

    `create policy seen on review_case for select to underpin_app using (
      (acting_kind() = 'authority' and (lead = acting_party() or (state <> 'draft' and authorities ? acting_party())))
      or (acting_kind() = 'working group' and working_group = acting_party() and state in ('submitted', 'decided', 'closed'))
    )`,
    `create policy begun on review_case for insert to underpin_app with check (
      acting_kind() = 'authority' and lead = acting_party() and state = 'draft'
    )`,
    `create policy changed on review_case for update to underpin_app using (
      (acting_kind() = 'authority' and lead = acting_party())
      or (acting_kind() = 'working group' and working_group = acting_party() and state in ('submitted', 'decided', 'closed'))
    )`,
    `create policy inside on task to underpin_app using (acts_in_case(case_id)) with check (acts_in_case(case_id))`,
    `create policy inside on case_event to underpin_app using (acts_in_case(case_id)) with check (acts_in_case(case_id) and party = acting_party())`,

    `create policy seen on evidence for select to underpin_app using (
      acts_in_case(case_id) and (
        party = acting_party()
        or (shared_at is not null and (
          releasable_to ? acting_party() or (releasable_to = '[]'::jsonb and marking <> 'RED')
        ))
      )
    )`,
    `create policy brought on evidence for insert to underpin_app with check (acts_in_case(case_id) and party = acting_party())`,
    `create policy changed on evidence for update to underpin_app using (acts_in_case(case_id) and party = acting_party())`,

    `create policy seen on case_finding for select to underpin_app using (
      acts_in_case(case_id) and (party = acting_party() or shared_at is not null)
    )`,
    `create policy drafted on case_finding for insert to underpin_app with check (acts_in_case(case_id) and party = acting_party())`,
    `create policy changed on case_finding for update to underpin_app using (acts_in_case(case_id) and party = acting_party())`,

    `create policy seen on opinion for select to underpin_app using (acts_in_case(case_id))`,
    `create policy given on opinion for insert to underpin_app with check (
      acts_in_case(case_id) and party = acting_party() and person = acting_person()
      and exists (select from case_finding f where f.id = finding and f.case_id = opinion.case_id)
    )`,
    `create policy superseded on opinion for update to underpin_app using (acts_in_case(case_id) and party = acting_party())`,

    `create policy seen on case_extract for select to underpin_app using (
      acts_in_case(case_id) or (recipient = acting_party() and released_at is not null)
    )`,
    `create policy made on case_extract for insert to underpin_app with check (acts_in_case(case_id) and party = acting_party())`,
    `create policy changed on case_extract for update to underpin_app using (acts_in_case(case_id) and party = acting_party())`,
    `create policy seen on reply for select to underpin_app using (party = acting_party() or acts_in_case(case_id))`,
    `create policy given on reply for insert to underpin_app with check (
      party = acting_party() and person = acting_person()
      and exists (select from case_extract e where e.id = extract and e.case_id = reply.case_id and e.recipient = acting_party())
    )`,

    `create policy seen on report for select to underpin_app using (
      acts_in_case(case_id) or (acting_kind() = 'working group' and working_group = acting_party())
    )`,
    `create policy submitted on report for insert to underpin_app with check (acts_in_case(case_id) and party = acting_party())`,
    `create policy seen on decision for select to underpin_app using (acts_in_case(case_id) or party = acting_party())`,
    `create policy taken on decision for insert to underpin_app with check (
      party = acting_party() and person = acting_person()
      and exists (select from report r where r.id = report and r.case_id = decision.case_id and r.working_group = acting_party())
    )`,
    `create policy seen on measure for select to underpin_app using (
      party = acting_party() or acts_in_case(case_id)
      or exists (select from measure_addressee a where a.measure = measure.id and a.party = acting_party())
    )`,
    `create policy created on measure for insert to underpin_app with check (
      party = acting_party() and exists (select from decision d where d.id = decision and d.party = acting_party())
    )`,
    `create policy varied on measure for update to underpin_app using (party = acting_party())`,
    `create policy seen on measure_addressee for select to underpin_app using (
      party = acting_party() or issuer = acting_party() or acts_in_case(case_id)
    )`,
    `create policy named on measure_addressee for insert to underpin_app with check (issuer = acting_party())`,

    `alter table submission enable row level security`,
    `alter table submission_table enable row level security`,
    `grant select on submission, submission_table to underpin_app`,
    `create policy seen on submission for select to underpin_app using (
      acting_kind() = 'authority'
      or entity = (select p.lei from party p where p.id = acting_party())
    )`,
    `create policy seen on submission_table for select to underpin_app using (
      exists (select from submission s where s.id = submission)
    )`,
    ...['submission', 'submission_table'].map(
      (table) => `create policy kept on ${table} to underpin_keeper using (true) with check (true)`,
    ),
    `grant select, insert, update on submission, submission_table, setting to underpin_keeper`,
    `grant select on migration to underpin_keeper`,
  ],
};

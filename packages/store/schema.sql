-- Generated from the migrations by test/schema.test.ts; do not edit.

create table case_event (
  id text not null,
  case_id text not null,
  party text not null,
  on date not null,
  event text not null,
  created_at timestamp with time zone not null,
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table case_extract (
  id text not null,
  case_id text not null,
  finding text not null,
  party text not null,
  recipient text not null,
  introduction text not null,
  text text not null,
  hidden jsonb not null,
  marking text not null,
  released_at timestamp with time zone,
  reply_by timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK ((marking = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER+STRICT'::text, 'RED'::text]))),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (finding) REFERENCES case_finding(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (recipient) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table case_finding (
  id text not null,
  case_id text not null,
  party text not null,
  statement text not null,
  severity text not null,
  evidence jsonb not null,
  shared_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK ((severity = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text, 'information'::text]))),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table credential (
  id text not null,
  password_hash text,
  totp_secret text,
  totp_confirmed boolean not null,
  totp_step bigint not null,
  failures integer not null,
  locked_until timestamp with time zone,
  FOREIGN KEY (id) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table decision (
  id text not null,
  case_id text not null,
  report text not null,
  report_sha256 text not null,
  party text not null,
  person text not null,
  statement text not null,
  findings jsonb not null,
  decided_at timestamp with time zone not null,
  public_key text not null,
  signature text not null,
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (report) REFERENCES report(id),
  PRIMARY KEY (id),
  UNIQUE (case_id)
);

create table delivery (
  id text not null,
  webhook text not null,
  event text not null,
  object text not null,
  attempts integer not null,
  run_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  error text,
  created_at timestamp with time zone not null,
  FOREIGN KEY (webhook) REFERENCES webhook(id) ON DELETE CASCADE,
  PRIMARY KEY (id)
);

create table evidence (
  id text not null,
  case_id text not null,
  party text not null,
  kind text not null,
  statement text not null,
  source jsonb not null,
  attributed_to text,
  reliability text not null,
  credibility integer not null,
  independent_sources integer,
  marking text not null,
  releasable_to jsonb not null,
  shared_at timestamp with time zone,
  file_name text,
  media_type text,
  bytes bigint,
  sha256 text,
  figure jsonb,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK (((credibility >= 1) AND (credibility <= 6))),
  CHECK (((kind = 'figure'::text) = (figure IS NOT NULL))),
  CHECK (((kind = 'file'::text) = (sha256 IS NOT NULL))),
  CHECK ((independent_sources >= 0)),
  CHECK ((kind = ANY (ARRAY['statement'::text, 'file'::text, 'figure'::text]))),
  CHECK ((marking = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER+STRICT'::text, 'RED'::text]))),
  CHECK ((reliability = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'E'::text, 'F'::text]))),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table idempotency (
  id text not null,
  person text not null,
  request_sha256 text not null,
  status integer not null,
  body jsonb,
  created_at timestamp with time zone not null,
  PRIMARY KEY (id)
);

create table identity (
  id text not null,
  issuer text not null,
  subject text not null,
  person text not null,
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id),
  UNIQUE (issuer, subject)
);

create table job (
  id text not null,
  person text not null,
  party text not null,
  kind text not null,
  input jsonb not null,
  state text not null,
  step text,
  done bigint not null,
  total bigint not null,
  result jsonb,
  error text,
  cancel_asked boolean not null,
  attempts integer not null,
  run_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table ledger_entry (
  sequence bigint not null,
  time timestamp with time zone not null,
  actor text not null,
  party text not null default split_part(actor, '/'::text, 1),
  act text not null,
  object text not null,
  object_sha256 text not null,
  previous text not null,
  hash text not null,
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((object_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((previous ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((sequence >= 0)),
  PRIMARY KEY (sequence),
  UNIQUE (hash),
  UNIQUE (previous)
);

create table ledger_head (
  id boolean not null default true,
  size bigint not null,
  hash text not null,
  time timestamp with time zone not null,
  CHECK (id),
  PRIMARY KEY (id)
);

create table link (
  id text not null,
  person text not null,
  expires_at timestamp with time zone not null,
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table measure (
  id text not null,
  case_id text not null,
  decision text not null,
  party text not null,
  kind text not null,
  title text not null,
  subject jsonb not null,
  terms jsonb not null,
  variations jsonb not null,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK ((kind = ANY (ARRAY['direction'::text, 'exclusion rule'::text, 'trial request'::text]))),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (decision) REFERENCES decision(id),
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table measure_addressee (
  id text not null,
  measure text not null,
  case_id text not null,
  issuer text not null,
  party text not null,
  exception jsonb,
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (issuer) REFERENCES party(id),
  FOREIGN KEY (measure) REFERENCES measure(id),
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id),
  UNIQUE (measure, party)
);

create table migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table opinion (
  id text not null,
  case_id text not null,
  finding text not null,
  party text not null,
  person text not null,
  position text not null,
  reasons text not null,
  signed_at timestamp with time zone not null,
  finding_sha256 text not null,
  public_key text not null,
  signature text not null,
  superseded_at timestamp with time zone,
  assertion jsonb,
  CHECK (("position" = ANY (ARRAY['concurs'::text, 'concurs with reservation'::text, 'dissents'::text]))),
  CHECK ((finding_sha256 ~ '^[0-9a-f]{64}$'::text)),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (finding) REFERENCES case_finding(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table outbox (
  id text not null,
  event text not null,
  object text not null,
  audience jsonb not null,
  created_at timestamp with time zone not null,
  PRIMARY KEY (id)
);

create table party (
  id text not null,
  kind text not null,
  name text not null,
  country text,
  lei text,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK ((kind = ANY (ARRAY['authority'::text, 'institution'::text, 'provider'::text, 'working group'::text, 'auditor'::text, 'operator'::text]))),
  PRIMARY KEY (id),
  UNIQUE (lei)
);

create table person (
  id text not null,
  party text not null,
  name text not null,
  login text not null,
  roles jsonb not null,
  active boolean not null,
  created_at timestamp with time zone not null,
  version integer not null,
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id),
  UNIQUE (login)
);

create table programme (
  id text not null,
  party text not null,
  person text not null,
  title text not null,
  file jsonb not null,
  shared_with jsonb not null,
  accepted_plan text,
  created_at timestamp with time zone not null,
  version integer not null,
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table programme_approval (
  id text not null,
  programme text not null,
  party text not null,
  person text not null,
  wave text not null,
  named text not null,
  role text not null,
  on date not null,
  institutions jsonb,
  conditions text,
  created_at timestamp with time zone not null,
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (programme) REFERENCES programme(id),
  PRIMARY KEY (id)
);

create table programme_measure (
  id text not null,
  programme text not null,
  measure text not null,
  party text not null,
  created_at timestamp with time zone not null,
  FOREIGN KEY (measure) REFERENCES measure(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (programme) REFERENCES programme(id),
  PRIMARY KEY (id),
  UNIQUE (programme, measure)
);

create table programme_part (
  id text not null,
  programme text not null,
  party text not null,
  issuer text not null,
  plan text not null,
  title text not null,
  notice text,
  tasks jsonb not null,
  created_at timestamp with time zone not null,
  version integer not null,
  FOREIGN KEY (issuer) REFERENCES party(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (plan) REFERENCES programme_plan(id),
  FOREIGN KEY (programme) REFERENCES programme(id),
  PRIMARY KEY (id),
  UNIQUE (programme, party)
);

create table programme_plan (
  id text not null,
  programme text not null,
  party text not null,
  person text not null,
  state text not null,
  status_on date not null,
  status text not null,
  before_plan text,
  file jsonb not null,
  plan jsonb not null,
  accepted_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'superseded'::text]))),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (programme) REFERENCES programme(id),
  PRIMARY KEY (id)
);

create table progress_report (
  id text not null,
  programme text not null,
  part text not null,
  party text not null,
  person text not null,
  replacement text not null,
  on date not null,
  state text not null,
  incidents integer not null,
  spent text,
  evidence jsonb not null,
  reason text,
  created_at timestamp with time zone not null,
  CHECK (((state <> 'disposed'::text) OR (jsonb_array_length(evidence) > 0))),
  CHECK ((incidents >= 0)),
  CHECK ((state = ANY (ARRAY['in use'::text, 'installing'::text, 'replaced'::text, 'removed'::text, 'disposed'::text, 'failed'::text]))),
  FOREIGN KEY (part) REFERENCES programme_part(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (programme) REFERENCES programme(id),
  PRIMARY KEY (id)
);

create table reply (
  id text not null,
  case_id text not null,
  extract text not null,
  party text not null,
  person text not null,
  text text not null,
  received_at timestamp with time zone not null,
  FOREIGN KEY ("extract") REFERENCES case_extract(id),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table report (
  id text not null,
  case_id text not null,
  working_group text not null,
  party text not null,
  submitted_at timestamp with time zone not null,
  sha256 text not null,
  content jsonb not null,
  bundle_sha256 text,
  CHECK ((bundle_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (working_group) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table report_template (
  id text not null,
  party text not null,
  case_id text,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  created_at timestamp with time zone not null,
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table review_case (
  id text not null,
  title text not null,
  question text not null,
  subject jsonb,
  marking text not null,
  authorities jsonb not null,
  working_group text not null,
  quorum integer not null,
  lead text not null,
  state text not null,
  state_since timestamp with time zone not null,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK ((marking = ANY (ARRAY['CLEAR'::text, 'GREEN'::text, 'AMBER'::text, 'AMBER+STRICT'::text, 'RED'::text]))),
  CHECK ((quorum >= 1)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'collecting'::text, 'drafting'::text, 'reply'::text, 'deliberation'::text, 'submitted'::text, 'decided'::text, 'closed'::text]))),
  FOREIGN KEY (lead) REFERENCES party(id),
  FOREIGN KEY (working_group) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table saved_item (
  id text not null,
  person text not null,
  party text not null,
  kind text not null,
  name text not null,
  address text not null,
  shared boolean not null,
  created_at timestamp with time zone not null,
  CHECK (((length(address) >= 1) AND (length(address) <= 8000))),
  CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  CHECK ((kind = ANY (ARRAY['view'::text, 'scenario'::text]))),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table security_key (
  id text not null,
  person text not null,
  name text not null,
  credential_id text not null,
  public_key text not null,
  counter bigint not null,
  transports jsonb not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null,
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id),
  UNIQUE (credential_id)
);

create table session (
  id text not null,
  person text not null,
  csrf text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table setting (
  name text not null,
  value text not null,
  PRIMARY KEY (name)
);

create table signing_key (
  id text not null,
  person text not null,
  public_key text not null,
  private_key text not null,
  created_at timestamp with time zone not null,
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id)
);

create table submission (
  id text not null,
  arrival bigint generated always as identity not null,
  name text not null,
  bytes bigint not null,
  format text not null,
  profile text not null,
  entity text not null,
  reference_date date not null,
  received_at timestamp with time zone not null,
  supersedes text,
  superseded_by text,
  rejected boolean not null,
  findings jsonb not null,
  findings_hash text,
  findings_rows integer not null,
  CHECK (((findings_rows = 0) = (findings_hash IS NULL))),
  CHECK ((bytes >= 0)),
  CHECK ((findings_hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((findings_rows >= 0)),
  CHECK ((format = ANY (ARRAY['dora'::text, 'inventory'::text]))),
  CHECK ((id ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((superseded_by <> id)),
  FOREIGN KEY (superseded_by) REFERENCES submission(id),
  FOREIGN KEY (supersedes) REFERENCES submission(id),
  PRIMARY KEY (id),
  UNIQUE (arrival)
);

create table submission_table (
  submission text not null,
  position integer not null,
  name text not null,
  file text not null,
  rows integer not null,
  hash text,
  CHECK (("position" >= 0)),
  CHECK (((rows = 0) = (hash IS NULL))),
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((rows >= 0)),
  FOREIGN KEY (submission) REFERENCES submission(id),
  PRIMARY KEY (submission, "position")
);

create table task (
  id text not null,
  case_id text not null,
  title text not null,
  owner text not null,
  due_on date,
  done boolean not null,
  created_at timestamp with time zone not null,
  version integer not null,
  FOREIGN KEY (case_id) REFERENCES review_case(id),
  FOREIGN KEY (owner) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table token (
  id text not null,
  person text not null,
  name text not null,
  scope text not null,
  secret_sha256 text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text]))),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id),
  UNIQUE (secret_sha256)
);

create table trial (
  id text not null,
  party text not null,
  person text not null,
  measure text,
  requested_by text,
  title text not null,
  state text not null,
  protocol jsonb not null,
  seal jsonb,
  shared_with jsonb not null,
  monitoring jsonb,
  harm_on date,
  assessment jsonb,
  assessed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  seen jsonb not null default '[]'::jsonb,
  CHECK (((state = 'draft'::text) = (seal IS NULL))),
  CHECK ((state = ANY (ARRAY['draft'::text, 'sealed'::text, 'stopped'::text, 'assessed'::text]))),
  FOREIGN KEY (measure) REFERENCES measure(id),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (requested_by) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table trial_measurement (
  id text not null,
  trial text not null,
  party text not null,
  person text not null,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  created_at timestamp with time zone not null,
  CHECK ((bytes >= 0)),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (trial) REFERENCES trial(id),
  PRIMARY KEY (id),
  UNIQUE (trial, sha256)
);

create table upload (
  id text not null,
  party text not null,
  person text not null,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  media_type text not null,
  state text not null,
  preview jsonb,
  details_sha256 text,
  failed_sha256 text,
  failed_name text,
  submission text,
  filed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null,
  CHECK (((failed_sha256 IS NULL) = (failed_name IS NULL))),
  CHECK (((state = 'filed'::text) = (submission IS NOT NULL))),
  CHECK ((bytes >= 0)),
  CHECK ((details_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((failed_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((state = ANY (ARRAY['received'::text, 'previewed'::text, 'filed'::text]))),
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  FOREIGN KEY (submission) REFERENCES submission(id),
  PRIMARY KEY (id)
);

create table webhook (
  id text not null,
  party text not null,
  url text not null,
  events jsonb not null,
  secret text not null,
  active boolean not null,
  created_at timestamp with time zone not null,
  FOREIGN KEY (party) REFERENCES party(id),
  PRIMARY KEY (id)
);

create table workload_list (
  id text not null,
  party text not null,
  person text not null,
  workloads jsonb not null,
  changed_at timestamp with time zone not null,
  FOREIGN KEY (party) REFERENCES party(id),
  FOREIGN KEY (person) REFERENCES person(id),
  PRIMARY KEY (id),
  UNIQUE (party)
);

CREATE INDEX case_event_case ON public.case_event USING btree (case_id);

CREATE INDEX case_extract_case ON public.case_extract USING btree (case_id);

CREATE INDEX case_extract_recipient ON public.case_extract USING btree (recipient);

CREATE INDEX case_finding_case ON public.case_finding USING btree (case_id, created_at, id);

CREATE INDEX delivery_next ON public.delivery USING btree (run_at) WHERE (delivered_at IS NULL);

CREATE INDEX evidence_case ON public.evidence USING btree (case_id, created_at, id);

CREATE INDEX job_next ON public.job USING btree (run_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX ledger_entry_object ON public.ledger_entry USING btree (object);

CREATE INDEX ledger_entry_party ON public.ledger_entry USING btree (party, sequence);

CREATE INDEX measure_addressee_party ON public.measure_addressee USING btree (party);

CREATE INDEX measure_case ON public.measure USING btree (case_id);

CREATE INDEX opinion_case ON public.opinion USING btree (case_id);

CREATE UNIQUE INDEX opinion_standing ON public.opinion USING btree (finding, party) WHERE (superseded_at IS NULL);

CREATE INDEX person_party ON public.person USING btree (party);

CREATE INDEX programme_approval_of ON public.programme_approval USING btree (programme);

CREATE INDEX programme_measure_of ON public.programme_measure USING btree (measure);

CREATE INDEX programme_party ON public.programme USING btree (party, created_at);

CREATE INDEX programme_plan_of ON public.programme_plan USING btree (programme, created_at);

CREATE INDEX progress_report_of ON public.progress_report USING btree (programme, created_at);

CREATE INDEX reply_case ON public.reply USING btree (case_id);

CREATE INDEX report_case ON public.report USING btree (case_id);

CREATE UNIQUE INDEX report_template_of ON public.report_template USING btree (party, COALESCE(case_id, ''::text));

CREATE INDEX saved_item_party ON public.saved_item USING btree (party, kind, name) WHERE shared;

CREATE INDEX saved_item_person ON public.saved_item USING btree (person, kind, name);

CREATE INDEX security_key_person ON public.security_key USING btree (person);

CREATE INDEX session_person ON public.session USING btree (person);

CREATE INDEX submission_by_date ON public.submission USING btree (reference_date DESC, arrival DESC);

CREATE INDEX submission_series ON public.submission USING btree (entity, format, reference_date DESC) WHERE (superseded_by IS NULL);

CREATE INDEX task_case ON public.task USING btree (case_id, created_at, id);

CREATE INDEX trial_party ON public.trial USING btree (party, created_at);

CREATE INDEX upload_party ON public.upload USING btree (party, created_at);

CREATE OR REPLACE FUNCTION public.acting_kind()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
      select nullif(current_setting('underpin.kind', true), '')
    $function$;

CREATE OR REPLACE FUNCTION public.acting_party()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
      select nullif(current_setting('underpin.party', true), '')
    $function$;

CREATE OR REPLACE FUNCTION public.acting_person()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
      select nullif(current_setting('underpin.person', true), '')
    $function$;

CREATE OR REPLACE FUNCTION public.acts_in_case(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
      select acting_kind() = 'authority' and exists (select from review_case c where c.id = wanted)
    $function$;

CREATE OR REPLACE FUNCTION public.holder_of(wanted text, kept_as text)
 RETURNS TABLE(id text, csrf text, scope text, expires_at timestamp with time zone, last_used_at timestamp with time zone, totp boolean, person_id text, person_name text, person_login text, person_roles jsonb, person_active boolean, person_created_at timestamp with time zone, person_version integer, party_id text, party_kind text, party_name text, party_country text, party_lei text, party_created_at timestamp with time zone, party_version integer)
 LANGUAGE sql
 STABLE
 SET role TO 'underpin_door'
AS $function$
      select s.id, s.csrf, s.scope, s.expires_at, s.last_used_at, coalesce(k.totp_confirmed, false),
        p.id, p.name, p.login, p.roles, p.active, p.created_at, p.version,
        o.id, o.kind, o.name, o.country, o.lei, o.created_at, o.version
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
    $function$;

CREATE OR REPLACE FUNCTION public.keep_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'Cannot % entries of the ledger', lower(tg_op) using errcode = 'integrity_constraint_violation';
    end
    $function$;

CREATE OR REPLACE FUNCTION public.only_supersede()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
    $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      raise exception 'Cannot % rows of "%": submissions are kept as received', lower(tg_op), tg_table_name
        using errcode = 'integrity_constraint_violation', hint = 'Add a new submission, which supersedes this one.';
    end
    $function$;

CREATE TRIGGER ledger_entry_kept BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION keep_ledger();

CREATE TRIGGER ledger_entry_not_emptied BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger();

CREATE TRIGGER submission_kept BEFORE DELETE ON public.submission FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER submission_not_emptied BEFORE TRUNCATE ON public.submission FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER submission_only_supersede BEFORE UPDATE ON public.submission FOR EACH ROW EXECUTE FUNCTION only_supersede();

CREATE TRIGGER submission_table_kept BEFORE DELETE OR UPDATE ON public.submission_table FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER submission_table_not_emptied BEFORE TRUNCATE ON public.submission_table FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

alter table case_event enable row level security, force row level security;

alter table case_extract enable row level security, force row level security;

alter table case_finding enable row level security, force row level security;

alter table credential enable row level security, force row level security;

alter table decision enable row level security, force row level security;

alter table delivery enable row level security, force row level security;

alter table evidence enable row level security, force row level security;

alter table idempotency enable row level security, force row level security;

alter table identity enable row level security, force row level security;

alter table job enable row level security, force row level security;

alter table ledger_entry enable row level security, force row level security;

alter table ledger_head enable row level security, force row level security;

alter table link enable row level security, force row level security;

alter table measure enable row level security, force row level security;

alter table measure_addressee enable row level security, force row level security;

alter table opinion enable row level security, force row level security;

alter table outbox enable row level security, force row level security;

alter table party enable row level security, force row level security;

alter table person enable row level security, force row level security;

alter table programme enable row level security, force row level security;

alter table programme_approval enable row level security, force row level security;

alter table programme_measure enable row level security, force row level security;

alter table programme_part enable row level security, force row level security;

alter table programme_plan enable row level security, force row level security;

alter table progress_report enable row level security, force row level security;

alter table reply enable row level security, force row level security;

alter table report enable row level security, force row level security;

alter table report_template enable row level security, force row level security;

alter table review_case enable row level security, force row level security;

alter table saved_item enable row level security, force row level security;

alter table security_key enable row level security, force row level security;

alter table session enable row level security, force row level security;

alter table signing_key enable row level security, force row level security;

alter table submission enable row level security;

alter table submission_table enable row level security;

alter table task enable row level security, force row level security;

alter table token enable row level security, force row level security;

alter table trial enable row level security, force row level security;

alter table trial_measurement enable row level security, force row level security;

alter table upload enable row level security, force row level security;

alter table webhook enable row level security, force row level security;

alter table workload_list enable row level security, force row level security;

create policy backup on case_event for select to underpin_backup
  using true;

create policy inside on case_event for all to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_event.case_id))))
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_event.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy backup on case_extract for select to underpin_backup
  using true;

create policy changed on case_extract for update to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_extract.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy made on case_extract for insert to underpin_app
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_extract.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy seen on case_extract for select to underpin_app
  using (((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_extract.case_id)))) OR ((recipient = ( SELECT acting_party() AS acting_party)) AND (released_at IS NOT NULL)));

create policy backup on case_finding for select to underpin_backup
  using true;

create policy changed on case_finding for update to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_finding.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy drafted on case_finding for insert to underpin_app
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_finding.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy seen on case_finding for select to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = case_finding.case_id))) AND ((party = ( SELECT acting_party() AS acting_party)) OR (shared_at IS NOT NULL)));

create policy backup on credential for select to underpin_backup
  using true;

create policy door on credential for all to underpin_door
  using true
  with check true;

create policy backup on decision for select to underpin_backup
  using true;

create policy seen on decision for select to underpin_app
  using (((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = decision.case_id)))) OR (party = ( SELECT acting_party() AS acting_party)));

create policy taken on decision for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()) AND (EXISTS ( SELECT
   FROM report r
  WHERE ((r.id = decision.report) AND (r.case_id = decision.case_id) AND (r.working_group = acting_party())))));

create policy backup on delivery for select to underpin_backup
  using true;

create policy worker on delivery for all to underpin_worker
  using true
  with check true;

create policy backup on evidence for select to underpin_backup
  using true;

create policy brought on evidence for insert to underpin_app
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = evidence.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy changed on evidence for update to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = evidence.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy seen on evidence for select to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = evidence.case_id))) AND ((party = ( SELECT acting_party() AS acting_party)) OR ((shared_at IS NOT NULL) AND ((releasable_to ? ( SELECT acting_party() AS acting_party)) OR ((releasable_to = '[]'::jsonb) AND (marking <> 'RED'::text))))));

create policy backup on idempotency for select to underpin_backup
  using true;

create policy own on idempotency for all to underpin_app
  using (person = acting_person())
  with check (person = acting_person());

create policy worker on idempotency for all to underpin_worker
  using true
  with check true;

create policy backup on identity for select to underpin_backup
  using true;

create policy door on identity for all to underpin_door
  using true
  with check true;

create policy backup on job for select to underpin_backup
  using true;

create policy own on job for all to underpin_app
  using (person = acting_person())
  with check ((person = acting_person()) AND (party = acting_party()));

create policy worker on job for all to underpin_worker
  using true
  with check true;

create policy backup on ledger_entry for select to underpin_backup
  using true;

create policy seen on ledger_entry for select to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'auditor'::text) OR (party = ( SELECT acting_party() AS acting_party)));

create policy written on ledger_entry for insert to underpin_app
  with check (actor = ((acting_party() || '/'::text) || acting_person()));

create policy backup on ledger_head for select to underpin_backup
  using true;

create policy chain on ledger_head for all to underpin_app
  using true
  with check true;

create policy watched on ledger_head for select to underpin_worker
  using true;

create policy backup on link for select to underpin_backup
  using true;

create policy door on link for all to underpin_door
  using true
  with check true;

create policy given_by_operator on link for insert to underpin_app
  with check (acting_kind() = 'operator'::text);

create policy backup on measure for select to underpin_backup
  using true;

create policy created on measure for insert to underpin_app
  with check ((party = acting_party()) AND (EXISTS ( SELECT
   FROM decision d
  WHERE ((d.id = measure.decision) AND (d.party = acting_party())))));

create policy seen on measure for select to underpin_app
  using ((party = ( SELECT acting_party() AS acting_party)) OR ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = measure.case_id)))) OR (EXISTS ( SELECT
   FROM measure_addressee a
  WHERE ((a.measure = measure.id) AND (a.party = ( SELECT acting_party() AS acting_party))))));

create policy varied on measure for update to underpin_app
  using (party = acting_party());

create policy backup on measure_addressee for select to underpin_backup
  using true;

create policy named on measure_addressee for insert to underpin_app
  with check (issuer = acting_party());

create policy seen on measure_addressee for select to underpin_app
  using ((party = ( SELECT acting_party() AS acting_party)) OR (issuer = ( SELECT acting_party() AS acting_party)) OR ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = measure_addressee.case_id)))));

create policy backup on opinion for select to underpin_backup
  using true;

create policy given on opinion for insert to underpin_app
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = opinion.case_id))) AND (party = ( SELECT acting_party() AS acting_party)) AND (person = ( SELECT acting_person() AS acting_person)) AND (EXISTS ( SELECT
   FROM case_finding f
  WHERE ((f.id = opinion.finding) AND (f.case_id = opinion.case_id)))));

create policy seen on opinion for select to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = opinion.case_id))));

create policy superseded on opinion for update to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = opinion.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy backup on outbox for select to underpin_backup
  using true;

create policy told on outbox for insert to underpin_app
  with check true;

create policy worker on outbox for all to underpin_worker
  using true
  with check true;

create policy backup on party for select to underpin_backup
  using true;

create policy first_by_door on party for insert to underpin_door
  with check (NOT (EXISTS ( SELECT
   FROM credential)));

create policy kept_by_operator on party for insert to underpin_app
  with check (acting_kind() = 'operator'::text);

create policy known on party for select to underpin_app
  using ((id = acting_party()) OR (acting_kind() = ANY (ARRAY['authority'::text, 'working group'::text, 'auditor'::text, 'operator'::text])) OR ((acting_kind() IS NOT NULL) AND (kind = ANY (ARRAY['authority'::text, 'working group'::text]))));

create policy read_by_door on party for select to underpin_door
  using true;

create policy read_by_worker on party for select to underpin_worker
  using true;

create policy backup on person for select to underpin_backup
  using true;

create policy changed_by_operator on person for update to underpin_app
  using (acting_kind() = 'operator'::text);

create policy first_by_door on person for insert to underpin_door
  with check (NOT (EXISTS ( SELECT
   FROM credential)));

create policy kept_by_operator on person for insert to underpin_app
  with check (acting_kind() = 'operator'::text);

create policy own on person for select to underpin_app
  using ((party = acting_party()) OR (acting_kind() = 'operator'::text));

create policy read_by_door on person for select to underpin_door
  using true;

create policy read_by_worker on person for select to underpin_worker
  using true;

create policy backup on programme for select to underpin_backup
  using true;

create policy begun on programme for insert to underpin_app
  with check ((acting_kind() = 'authority'::text) AND (party = acting_party()) AND (person = acting_person()));

create policy changed on programme for update to underpin_app
  using ((acting_kind() = 'authority'::text) AND (party = acting_party()))
  with check (party = acting_party());

create policy seen on programme for select to underpin_app
  using ((acting_kind() = 'authority'::text) AND ((party = acting_party()) OR (shared_with ? acting_party())));

create policy backup on programme_approval for select to underpin_backup
  using true;

create policy given on programme_approval for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()) AND (EXISTS ( SELECT 1
   FROM programme
  WHERE (programme.id = programme_approval.programme))));

create policy seen on programme_approval for select to underpin_app
  using (EXISTS ( SELECT 1
   FROM programme
  WHERE (programme.id = programme_approval.programme)));

create policy backup on programme_measure for select to underpin_backup
  using true;

create policy dropped on programme_measure for delete to underpin_app
  using (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_measure.programme) AND (programme.party = acting_party()))));

create policy named on programme_measure for insert to underpin_app
  with check ((party = acting_party()) AND (EXISTS ( SELECT 1
   FROM measure
  WHERE (measure.id = programme_measure.measure))) AND (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_measure.programme) AND (programme.party = acting_party())))));

create policy seen on programme_measure for select to underpin_app
  using ((EXISTS ( SELECT 1
   FROM measure
  WHERE (measure.id = programme_measure.measure))) AND ((EXISTS ( SELECT 1
   FROM programme
  WHERE (programme.id = programme_measure.programme))) OR (EXISTS ( SELECT 1
   FROM programme_part
  WHERE ((programme_part.programme = programme_measure.programme) AND (programme_part.party = acting_party()))))));

create policy backup on programme_part for select to underpin_backup
  using true;

create policy changed on programme_part for update to underpin_app
  using (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_part.programme) AND (programme.party = acting_party()))))
  with check (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_part.programme) AND (programme.party = acting_party()))));

create policy given on programme_part for insert to underpin_app
  with check ((issuer = acting_party()) AND (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_part.programme) AND (programme.party = acting_party())))));

create policy seen on programme_part for select to underpin_app
  using ((party = acting_party()) OR (EXISTS ( SELECT 1
   FROM programme
  WHERE (programme.id = programme_part.programme))));

create policy backup on programme_plan for select to underpin_backup
  using true;

create policy changed on programme_plan for update to underpin_app
  using (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_plan.programme) AND (programme.party = acting_party()))))
  with check (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_plan.programme) AND (programme.party = acting_party()))));

create policy made on programme_plan for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()) AND (EXISTS ( SELECT 1
   FROM programme
  WHERE ((programme.id = programme_plan.programme) AND (programme.party = acting_party())))));

create policy seen on programme_plan for select to underpin_app
  using (EXISTS ( SELECT 1
   FROM programme
  WHERE (programme.id = programme_plan.programme)));

create policy backup on progress_report for select to underpin_backup
  using true;

create policy seen on progress_report for select to underpin_app
  using ((party = acting_party()) OR (EXISTS ( SELECT 1
   FROM programme
  WHERE (programme.id = progress_report.programme))));

create policy told on progress_report for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()) AND (EXISTS ( SELECT 1
   FROM programme_part
  WHERE ((programme_part.id = progress_report.part) AND (programme_part.programme = progress_report.programme) AND (programme_part.party = acting_party()) AND (programme_part.tasks @> jsonb_build_array(jsonb_build_object('id', progress_report.replacement)))))));

create policy backup on reply for select to underpin_backup
  using true;

create policy given on reply for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()) AND (EXISTS ( SELECT
   FROM case_extract e
  WHERE ((e.id = reply."extract") AND (e.case_id = reply.case_id) AND (e.recipient = acting_party())))));

create policy seen on reply for select to underpin_app
  using ((party = ( SELECT acting_party() AS acting_party)) OR ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = reply.case_id)))));

create policy backup on report for select to underpin_backup
  using true;

create policy seen on report for select to underpin_app
  using (((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = report.case_id)))) OR ((( SELECT acting_kind() AS acting_kind) = 'working group'::text) AND (working_group = ( SELECT acting_party() AS acting_party))));

create policy submitted on report for insert to underpin_app
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = report.case_id))) AND (party = ( SELECT acting_party() AS acting_party)));

create policy backup on report_template for select to underpin_backup
  using true;

create policy own on report_template for all to underpin_app
  using (party = acting_party())
  with check ((party = acting_party()) AND ((case_id IS NULL) OR acts_in_case(case_id)));

create policy backup on review_case for select to underpin_backup
  using true;

create policy begun on review_case for insert to underpin_app
  with check ((acting_kind() = 'authority'::text) AND (lead = acting_party()) AND (state = 'draft'::text));

create policy changed on review_case for update to underpin_app
  using (((acting_kind() = 'authority'::text) AND (lead = acting_party())) OR ((acting_kind() = 'working group'::text) AND (working_group = acting_party()) AND (state = ANY (ARRAY['submitted'::text, 'decided'::text, 'closed'::text]))));

create policy seen on review_case for select to underpin_app
  using (((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND ((lead = ( SELECT acting_party() AS acting_party)) OR ((state <> 'draft'::text) AND (authorities ? ( SELECT acting_party() AS acting_party))))) OR ((( SELECT acting_kind() AS acting_kind) = 'working group'::text) AND (working_group = ( SELECT acting_party() AS acting_party)) AND (state = ANY (ARRAY['submitted'::text, 'decided'::text, 'closed'::text]))));

create policy backup on saved_item for select to underpin_backup
  using true;

create policy dropped on saved_item for delete to underpin_app
  using (person = acting_person());

create policy kept on saved_item for insert to underpin_app
  with check ((person = acting_person()) AND (party = acting_party()));

create policy seen on saved_item for select to underpin_app
  using ((person = acting_person()) OR (shared AND (party = acting_party())));

create policy backup on security_key for select to underpin_backup
  using true;

create policy door on security_key for all to underpin_door
  using true
  with check true;

create policy own on security_key for all to underpin_app
  using (person = acting_person())
  with check (person = acting_person());

create policy backup on session for select to underpin_backup
  using true;

create policy door on session for all to underpin_door
  using true
  with check true;

create policy backup on signing_key for select to underpin_backup
  using true;

create policy own on signing_key for all to underpin_app
  using (person = acting_person())
  with check (person = acting_person());

create policy backup on submission for select to underpin_backup
  using true;

create policy kept on submission for all to underpin_keeper
  using true
  with check true;

create policy seen on submission for select to underpin_app
  using ((acting_kind() = 'authority'::text) OR (entity = ( SELECT p.lei
   FROM party p
  WHERE (p.id = acting_party()))));

create policy backup on submission_table for select to underpin_backup
  using true;

create policy kept on submission_table for all to underpin_keeper
  using true
  with check true;

create policy seen on submission_table for select to underpin_app
  using (EXISTS ( SELECT
   FROM submission s
  WHERE (s.id = submission_table.submission)));

create policy backup on task for select to underpin_backup
  using true;

create policy inside on task for all to underpin_app
  using ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = task.case_id))))
  with check ((( SELECT acting_kind() AS acting_kind) = 'authority'::text) AND (EXISTS ( SELECT
   FROM review_case c
  WHERE (c.id = task.case_id))));

create policy backup on token for select to underpin_backup
  using true;

create policy door on token for all to underpin_door
  using true
  with check true;

create policy backup on trial for select to underpin_backup
  using true;

create policy begun on trial for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()));

create policy changed on trial for update to underpin_app
  using (party = acting_party())
  with check (party = acting_party());

create policy seen on trial for select to underpin_app
  using ((party = acting_party()) OR (requested_by = acting_party()) OR (shared_with ? acting_party()));

create policy backup on trial_measurement for select to underpin_backup
  using true;

create policy fed on trial_measurement for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()) AND (EXISTS ( SELECT 1
   FROM trial
  WHERE ((trial.id = trial_measurement.trial) AND (trial.party = acting_party())))));

create policy seen on trial_measurement for select to underpin_app
  using (EXISTS ( SELECT 1
   FROM trial
  WHERE (trial.id = trial_measurement.trial)));

create policy backup on upload for select to underpin_backup
  using true;

create policy own on upload for all to underpin_app
  using (party = acting_party())
  with check ((party = acting_party()) AND (person = acting_person()));

create policy backup on webhook for select to underpin_backup
  using true;

create policy own on webhook for all to underpin_app
  using (party = acting_party())
  with check (party = acting_party());

create policy worker on webhook for all to underpin_worker
  using true
  with check true;

create policy backup on workload_list for select to underpin_backup
  using true;

create policy changed on workload_list for update to underpin_app
  using (party = acting_party())
  with check ((party = acting_party()) AND (person = acting_person()));

create policy kept on workload_list for insert to underpin_app
  with check ((party = acting_party()) AND (person = acting_person()));

create policy seen on workload_list for select to underpin_app
  using (party = acting_party());

grant insert, select on case_event to underpin_app;

grant select on case_event to underpin_backup;

grant insert, select, update on case_extract to underpin_app;

grant select on case_extract to underpin_backup;

grant insert, select, update on case_finding to underpin_app;

grant select on case_finding to underpin_backup;

grant select on credential to underpin_backup;

grant delete, insert, select, update on credential to underpin_door;

grant insert, select on decision to underpin_app;

grant select on decision to underpin_backup;

grant select on delivery to underpin_backup;

grant delete, insert, select, update on delivery to underpin_worker;

grant insert, select, update on evidence to underpin_app;

grant select on evidence to underpin_backup;

grant insert, select, update on idempotency to underpin_app;

grant select on idempotency to underpin_backup;

grant delete, select on idempotency to underpin_worker;

grant select on identity to underpin_backup;

grant delete, insert, select, update on identity to underpin_door;

grant insert, select on job to underpin_app;

grant select on job to underpin_backup;

grant select, update on job to underpin_worker;

grant insert, select on ledger_entry to underpin_app;

grant select on ledger_entry to underpin_backup;

grant select, update on ledger_head to underpin_app;

grant select on ledger_head to underpin_backup;

grant select on ledger_head to underpin_worker;

grant insert on link to underpin_app;

grant select on link to underpin_backup;

grant delete, insert, select, update on link to underpin_door;

grant insert, select on measure to underpin_app;

grant select on measure to underpin_backup;

grant insert, select on measure_addressee to underpin_app;

grant select on measure_addressee to underpin_backup;

grant select on migration to underpin_backup;

grant select on migration to underpin_keeper;

grant insert, select on opinion to underpin_app;

grant select on opinion to underpin_backup;

grant insert on outbox to underpin_app;

grant select on outbox to underpin_backup;

grant delete, select on outbox to underpin_worker;

grant insert, select, update on party to underpin_app;

grant select on party to underpin_backup;

grant insert, select on party to underpin_door;

grant select on party to underpin_worker;

grant insert, select, update on person to underpin_app;

grant select on person to underpin_backup;

grant insert, select on person to underpin_door;

grant select on person to underpin_worker;

grant insert, select, update on programme to underpin_app;

grant select on programme to underpin_backup;

grant insert, select on programme_approval to underpin_app;

grant select on programme_approval to underpin_backup;

grant delete, insert, select on programme_measure to underpin_app;

grant select on programme_measure to underpin_backup;

grant insert, select, update on programme_part to underpin_app;

grant select on programme_part to underpin_backup;

grant insert, select, update on programme_plan to underpin_app;

grant select on programme_plan to underpin_backup;

grant insert, select on progress_report to underpin_app;

grant select on progress_report to underpin_backup;

grant insert, select on reply to underpin_app;

grant select on reply to underpin_backup;

grant insert, select on report to underpin_app;

grant select on report to underpin_backup;

grant delete, insert, select on report_template to underpin_app;

grant select on report_template to underpin_backup;

grant insert, select, update on review_case to underpin_app;

grant select on review_case to underpin_backup;

grant delete, insert, select on saved_item to underpin_app;

grant select on saved_item to underpin_backup;

grant delete, insert, select on security_key to underpin_app;

grant select on security_key to underpin_backup;

grant select, update on security_key to underpin_door;

grant select on session to underpin_backup;

grant delete, insert, select, update on session to underpin_door;

grant select on setting to underpin_backup;

grant insert, select, update on setting to underpin_keeper;

grant insert, select on signing_key to underpin_app;

grant select on signing_key to underpin_backup;

grant select on submission to underpin_app;

grant select on submission to underpin_backup;

grant insert, select, update on submission to underpin_keeper;

grant select on submission_table to underpin_app;

grant select on submission_table to underpin_backup;

grant insert, select, update on submission_table to underpin_keeper;

grant insert, select, update on task to underpin_app;

grant select on task to underpin_backup;

grant select on token to underpin_backup;

grant delete, insert, select, update on token to underpin_door;

grant insert, select, update on trial to underpin_app;

grant select on trial to underpin_backup;

grant insert, select on trial_measurement to underpin_app;

grant select on trial_measurement to underpin_backup;

grant delete, insert, select, update on upload to underpin_app;

grant select on upload to underpin_backup;

grant delete, insert, select on webhook to underpin_app;

grant select on webhook to underpin_backup;

grant select on webhook to underpin_worker;

grant insert, select, update on workload_list to underpin_app;

grant select on workload_list to underpin_backup;

-- Generated from the migrations by test/schema.test.ts; do not edit.

create table migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

create table setting (
  name text not null,
  value text not null,
  PRIMARY KEY (name)
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

CREATE INDEX submission_by_date ON public.submission USING btree (reference_date DESC, arrival DESC);

CREATE INDEX submission_series ON public.submission USING btree (entity, format, reference_date DESC) WHERE (superseded_by IS NULL);

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

CREATE TRIGGER submission_kept BEFORE DELETE ON public.submission FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER submission_not_emptied BEFORE TRUNCATE ON public.submission FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER submission_only_supersede BEFORE UPDATE ON public.submission FOR EACH ROW EXECUTE FUNCTION only_supersede();

CREATE TRIGGER submission_table_kept BEFORE DELETE OR UPDATE ON public.submission_table FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER submission_table_not_emptied BEFORE TRUNCATE ON public.submission_table FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

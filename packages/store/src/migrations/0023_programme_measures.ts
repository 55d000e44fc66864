import type { Migration } from './migration.ts';

/**
 * Directions that a programme serves. Seen by whoever sees the direction and either the programme or a part of their own in it:
 * neither shows the other.
 */
export const programmeMeasures: Migration = {
  name: '0023_programme_measures',
  statements: [
    `create table programme_measure (
      id text primary key,
      programme text not null references programme (id),
      measure text not null references measure (id),
      party text not null references party (id),
      created_at timestamptz not null,
      unique (programme, measure)
    )`,
    `create index programme_measure_of on programme_measure (measure)`,
    `alter table programme_measure enable row level security`,
    `alter table programme_measure force row level security`,
    `grant select, insert, delete on programme_measure to underpin_app`,
    `create policy seen on programme_measure for select to underpin_app using (
      exists (select 1 from measure where measure.id = programme_measure.measure)
      and (
        exists (select 1 from programme where programme.id = programme_measure.programme)
        or exists (
          select 1 from programme_part
          where programme_part.programme = programme_measure.programme and programme_part.party = acting_party()
        )
      )
    )`,
    `create policy named on programme_measure for insert to underpin_app with check (
      party = acting_party()
      and exists (select 1 from measure where measure.id = programme_measure.measure)
      and exists (
        select 1 from programme where programme.id = programme_measure.programme and programme.party = acting_party()
      )
    )`,
    `create policy dropped on programme_measure for delete to underpin_app using (
      exists (select 1 from programme where programme.id = programme_measure.programme and programme.party = acting_party())
    )`,
  ],
};

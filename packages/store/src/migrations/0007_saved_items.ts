import type { Migration } from './migration.ts';

/** Views and scenarios that people keep under a name, for themselves or for their party. */
export const savedItems: Migration = {
  name: '0007_saved_items',
  statements: [
    `create table saved_item (
      id text primary key,
      person text not null references person (id),
      party text not null references party (id),
      kind text not null check (kind in ('view', 'scenario')),
      name text not null check (length(name) between 1 and 120),
      address text not null check (length(address) between 1 and 8000),
      shared boolean not null,
      created_at timestamptz not null
    )`,
    `create index saved_item_person on saved_item (person, kind, name)`,
    `create index saved_item_party on saved_item (party, kind, name) where shared`,
    `alter table saved_item enable row level security`,
    `alter table saved_item force row level security`,
    `grant select, insert, delete on saved_item to underpin_app`,
    `create policy seen on saved_item for select to underpin_app using (
      person = acting_person() or (shared and party = acting_party())
    )`,
    `create policy kept on saved_item for insert to underpin_app with check (
      person = acting_person() and party = acting_party()
    )`,
    `create policy dropped on saved_item for delete to underpin_app using (person = acting_person())`,
  ],
};

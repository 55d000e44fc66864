import type { Holder } from '@underpin/app';

type Prefixed<P extends string, T> = { readonly [K in keyof T & string as `${P}_${Underscored<K>}`]: T[K] };
type Underscored<K extends string> = K extends 'createdAt' ? 'created_at' : K;

/** A row of the function `holder_of`. */
export interface HolderRow
  extends Prefixed<'person', Omit<Holder['person'], 'party'>>, Prefixed<'party', Holder['party']> {
  readonly id: string;
  readonly csrf: string | null;
  readonly scope: 'read' | 'write';
  readonly expires_at: string;
  readonly last_used_at: string | null;
  readonly totp: boolean;
}

export function holderOfRow(row: HolderRow): Holder {
  return {
    id: row.id,
    csrf: row.csrf,
    scope: row.scope,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    totp: row.totp,
    person: {
      id: row.person_id,
      party: row.party_id,
      name: row.person_name,
      login: row.person_login,
      roles: row.person_roles,
      active: row.person_active,
      createdAt: row.person_created_at,
      version: row.person_version,
    },
    party: {
      id: row.party_id,
      kind: row.party_kind,
      name: row.party_name,
      country: row.party_country,
      lei: row.party_lei,
      createdAt: row.party_created_at,
      version: row.party_version,
    },
  };
}

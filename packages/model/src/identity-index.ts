/** What a register of identifiers says of one legal entity. Texts are empty when it does not say. */
export interface IdentityRecord {
  readonly name: string;
  /** ISO 3166-1 alpha-2, of the headquarters. */
  readonly country: string;
  /** "ACTIVE", "INACTIVE". */
  readonly entityStatus: string;
  /** "ISSUED", "LAPSED", "MERGED", "RETIRED", "ANNULLED", "DUPLICATE" and the like. */
  readonly registrationStatus: string;
  readonly successor: string;
}

/**
 * Legal entities by LEI, as told by the files that somebody gave, and their ultimate parents. An LEI that is missing here is
 * missing in those files, which may be a selection.
 */
export interface IdentityIndex {
  /** Names of the files. */
  readonly sources: readonly string[];
  readonly records: ReadonlyMap<string, IdentityRecord>;
  /** Ultimate parent by LEI; an LEI that is its own parent says that it has none. */
  readonly ultimateParents: ReadonlyMap<string, string>;
}

import type { IsoDate, ListCode, ProfileTable, RegisterPackage, RegisterProfile, Table } from '@underpin/model';

/** One change to a package, as small as it can be told. Rows are numbered from 0 in the table as it was read. */
export type RepairEdit =
  | {
      readonly kind: 'cell';
      readonly table: string;
      readonly row: number;
      readonly line: number;
      readonly key: string;
      readonly column: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'add row'; readonly table: string; readonly cells: Readonly<Record<string, string>> }
  | {
      readonly kind: 'remove row';
      readonly table: string;
      readonly row: number;
      readonly line: number;
      readonly key: string;
    }
  | {
      readonly kind: 'remove parameter';
      readonly name: string;
      readonly value: string;
      readonly row: number;
      readonly line: number;
    }
  | { readonly kind: 'remove file'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'rename package'; readonly from: string; readonly to: string };

/** A repair that a person may apply: what it mends, what it would change, and whether it can only be meant so. */
export interface Proposal {
  /** The same package gives the same id. */
  readonly id: string;
  /** Rule whose finding it mends. */
  readonly rule: string;
  readonly what: string;
  readonly why: string;
  /** False where a person must say whether this is what was meant. */
  readonly certain: boolean;
  readonly edits: readonly RepairEdit[];
  /** Other allowed values that lie near, for a value that is not in its closed list. */
  readonly alternatives?: readonly ListCode[];
}

/** A proposal before it has its id. */
export type Draft = Omit<Proposal, 'id'>;

/** What proposals look at besides the package. */
export interface RepairContext {
  readonly today: IsoDate;
  /** Stamp for a new file name, 17 digits yyyyMMddHHmmssSSS. */
  readonly stamp: string;
}

/** A table with its description. */
export interface RepairTable {
  readonly pkg: RegisterPackage;
  readonly profile: RegisterProfile;
  readonly described: ProfileTable;
  readonly table: Table;
}

/** One cause of rejection and how it is mended. */
export interface Repair {
  readonly propose: (pkg: RegisterPackage, profile: RegisterProfile, context: RepairContext) => readonly Draft[];
}

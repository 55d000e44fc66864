import type { IsoDate, Table } from '@underpin/model';

export interface SampleOptions {
  /** How many institutions; one package each. */
  readonly institutions: number;
  /** The same seed gives the same sector, byte for byte. */
  readonly seed: number;
  readonly referenceDate: IsoDate;
}

/** One fictional institution with its register and, for most, its inventory. */
export interface SampleInstitution {
  readonly lei: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly kind: InstitutionKind;
  /** `CON` for a group whose package covers several entities. */
  readonly scope: 'CON' | 'IND';
  readonly doraTables: readonly Table[];
  /** Null for an institution that sent no inventory: what it runs is unobserved. */
  readonly inventoryTables: readonly Table[] | null;
}

export type InstitutionKind = 'large bank' | 'medium bank' | 'small bank' | 'payment system' | 'depository';

export interface SampleSector {
  readonly seed: number;
  readonly referenceDate: IsoDate;
  readonly institutions: readonly SampleInstitution[];
}

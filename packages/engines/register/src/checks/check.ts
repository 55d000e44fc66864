import type {
  DoraPackageName,
  Finding,
  IsoDate,
  ProfileTable,
  RegisterPackage,
  RegisterProfile,
  Severity,
  Table,
} from '@underpin/model';

import type { ReferenceTargets } from './reference-targets.ts';

/** A finding less what its check already says. */
export type Told = Omit<Finding, 'rule' | 'severity' | 'source' | 'location'> & { readonly line?: number };

/** Tells one finding at a place. `make` is only called while the finding is below the limit of its place. */
export type Tell = (place: { readonly file: string; readonly column?: string }, make: () => Told) => void;

/** What a check of a whole package looks at. */
export interface PackageSubject {
  readonly pkg: RegisterPackage;
  readonly profile: RegisterProfile | null;
  /** Parts of the file name, null when it does not have the EBA's form. */
  readonly name: DoraPackageName | null;
  /** Root folder of the package with its closing slash, or `''`. */
  readonly root: string;
  readonly today: IsoDate;
}

/** What a check of one table looks at. `table` is null when the file is missing or could not be read. */
export interface TableSubject {
  readonly pkg: RegisterPackage;
  readonly described: ProfileTable;
  readonly profile: RegisterProfile;
  readonly file: string;
  readonly header: readonly string[] | null;
  readonly table: Table | null;
  readonly targets: ReferenceTargets;
}

interface CheckFacts {
  /** Public id of the rule. */
  readonly id: string;
  readonly severity: Severity;
  /** Who made the rule and where it is written. */
  readonly source: string;
}

export interface PackageCheck extends CheckFacts {
  readonly check: (subject: PackageSubject, tell: Tell) => void;
}

export interface TableCheck extends CheckFacts {
  readonly check: (subject: TableSubject, tell: Tell) => void;
}

/** The EBA's published list of technical checks, with the number of one. */
export function ebaCheck(id: string): CheckFacts {
  const list = 'EBA, Overview of the RoI reporting technical checks and validation rules, 28 April 2025';
  return { id, severity: 'reject', source: `${list}, check ${id}` };
}

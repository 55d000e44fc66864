import type { Finding } from './finding.ts';
import type { IsoDate } from './iso-date.ts';
import type { RegisterProfile } from './register-profile.ts';
import type { Table } from './table.ts';

/** A line that could not be laid on the columns of its file, kept as it was received. */
export interface RaggedRow {
  readonly file: string;
  readonly line: number;
  readonly cells: readonly string[];
}

/** One file of a package as it was found. */
export interface PackageEntry {
  readonly path: string;
  readonly bytes: number;
}

/**
 * A register or inventory as a reader found it, before any judgement: rows as columns, headers as written, what else
 * lay in the package. `findings` holds what the reader itself could not get over (no zip, not UTF-8, too large).
 */
export interface RegisterPackage {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: RegisterProfile | null;
  /** LEI (or other code) of the entity that maintains the register, as the package states it. */
  readonly entity: string | null;
  readonly referenceDate: IsoDate | null;
  readonly entries: readonly PackageEntry[];
  /** Header of each file as written, by path. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Tables by code of the profile. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Side files: name/value parameters and the like, by role ("parameters", "indicators"). */
  readonly sides: ReadonlyMap<string, Table>;
  /** Text of `report.json` when there is one. */
  readonly report: string | null;
  readonly ragged: readonly RaggedRow[];
  readonly findings: readonly Finding[];
}

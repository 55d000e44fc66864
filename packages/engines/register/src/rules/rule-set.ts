import type { IsoDate, Severity } from '@underpin/model';
import type { EmptyCells } from '../expressions/comparison.ts';
import type { Expression } from '../expressions/ast.ts';

/** A rule as data: what must hold in every row of a table (or of the package), and how its breach is told. */
export interface Rule {
  /** Public id, such as "v8804_m". */
  readonly id: string;
  readonly severity: Severity;
  /** The authority's own grade, such as "FATAL", where it has one. */
  readonly level?: string;
  /** Who made the rule, and where it is written. */
  readonly source: string;
  /** The expression as written, and as parsed. */
  readonly text: string;
  readonly expression: Expression;
  /** Sentence with the places `{value}` and `{label}`. */
  readonly message: string;
  readonly expected?: string;
  /** Column that findings name; otherwise the first one that the expression ends on. */
  readonly column?: string;
  readonly deactivatedOn?: IsoDate;
  readonly note?: string;
}

/** A rule that is not run, and why. */
export interface RefusedRule {
  readonly id: string;
  readonly reason: string;
  readonly source: string;
}

/** Rules of one maker. `refused` are those whose expression cannot be interpreted; they are never passed over in silence. */
export interface RuleSet {
  readonly name: string;
  /** Profiles that the rules are for; empty for every DORA profile. */
  readonly profiles: readonly string[];
  readonly emptyCells: EmptyCells;
  readonly linksAreOne: boolean;
  readonly rules: readonly Rule[];
  readonly refused: readonly RefusedRule[];
}

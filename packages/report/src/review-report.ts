import type { BasisRow, Bounds, FigureValue, IsoDate, Review, Severity } from '@underpin/model';

/** A submission that the report counts. */
export interface CountedSubmission {
  readonly institution: string;
  readonly name: string;
  readonly format: 'dora' | 'inventory';
  readonly sha256: string;
  readonly referenceDate: IsoDate;
  readonly rows: number;
}

/** An institution of which something is not known, and what. */
export interface UnobservedInstitution {
  readonly id: string;
  readonly name: string;
  /** In words, such as "no inventory submitted". */
  readonly missing: string;
}

/** Who submitted what, and what is unobserved. */
export interface Coverage {
  readonly institutions: number;
  readonly withRegister: number;
  readonly withInventory: number;
  readonly unobserved: readonly UnobservedInstitution[];
  readonly submissions: readonly CountedSubmission[];
}

/** A figure with what the annex needs to explain it. */
export interface ReportFigure {
  readonly value: FigureValue;
  /** How it is computed, in one or two sentences. */
  readonly definition: string;
  /** Rows that made it: all of them, or the first of `basisTotal`. */
  readonly basis: readonly BasisRow[];
  readonly basisTotal: number;
  /** Id of the figure that the review asks for ("F1") when this is the answer to it. */
  readonly answers?: string;
}

/** One institution. `null` is unobserved. `figure` is the id of the {@link FigureValue} that `criticalLost` shows. */
export interface InstitutionLine {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly functions: number | null;
  readonly criticalFunctions: number | null;
  readonly lost: Bounds | null;
  readonly criticalLost: Bounds | null;
  readonly figure: string | null;
}

/** One step from the subject to a function that falls. */
export interface PathStep {
  readonly kind: 'group' | 'product' | 'asset' | 'service' | 'system' | 'function';
  readonly name: string;
}

/** A function that falls when the subject is withdrawn. */
export interface FunctionFall {
  readonly institution: string;
  readonly function: string;
  readonly name: string;
  readonly critical: 'yes' | 'no' | 'unobserved';
  /** `at least`: falls on what is stated for sure; `at most`: only falls when every use is needed. */
  readonly bound: 'at least' | 'at most';
  /** Why: from what is withdrawn to the function. */
  readonly path: readonly PathStep[];
}

/** Share of one group (or product, country, ...) in the whole. */
export interface ConcentrationShare {
  readonly id: string;
  readonly name: string;
  /** Fraction of 1. */
  readonly share: number;
  readonly inSubject: boolean;
}

/** How concentrated reliance is; `shares` in any order, together at most 1 (the rest is unobserved). */
export interface Concentration {
  /** What the shares are of, such as "high-end server assets". */
  readonly of: string;
  /** What is told apart, such as "maker group". */
  readonly by: string;
  readonly n: number;
  readonly shares: readonly ConcentrationShare[];
  /** Herfindahl-Hirschman index, 0 to 10,000; null when nothing was observed. */
  readonly hhi: Bounds | null;
  readonly effectiveNumber: Bounds | null;
  /** Ids of the figures behind the two. */
  readonly hhiFigure: string | null;
  readonly effectiveNumberFigure: string | null;
}

/** What the withdrawal of one provider, group, product line or country would do. */
export interface RankingLine {
  readonly kind: 'provider' | 'group' | 'product line' | 'country';
  readonly id: string;
  readonly name: string;
  readonly criticalLost: Bounds;
  readonly institutionsHit: Bounds;
  readonly inSubject: boolean;
  readonly figure: string | null;
}

/** How often one rule found something in the submissions. */
export interface CheckSummary {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly findings: number;
  readonly institutions: number;
}

/** What a case over HTTP has besides what a review file states. */
export interface CaseRecord {
  readonly signatures: readonly {
    readonly finding: string;
    readonly authority: string;
    readonly state: 'valid' | 'broken' | 'superseded';
    /** What tells the key apart, and who holds it. */
    readonly key: string;
    readonly signedAt: string;
  }[];
  readonly replies: readonly {
    readonly finding: string;
    readonly recipient: string;
    readonly extract: string;
    /** Null when nobody replied. */
    readonly reply: string | null;
  }[];
  readonly labels: readonly { readonly label: string; readonly id: string; readonly sha256: string }[];
}

/** All that a review report shows. Plain data; whoever fills it did the computing. */
export interface ReviewReport {
  readonly review: Review;
  readonly subjectInWords: string;
  /** ISO date-time with Z. */
  readonly generatedAt: string;
  readonly version: string;
  readonly coverage: Coverage;
  readonly figures: readonly ReportFigure[];
  readonly institutions: readonly InstitutionLine[];
  readonly falls: readonly FunctionFall[];
  readonly concentration: readonly Concentration[];
  /** Best first: the largest loss on top. */
  readonly ranking: readonly RankingLine[];
  readonly checks: readonly CheckSummary[];
  /** Not submitted yet: every page says so. */
  readonly draft?: boolean;
  readonly record?: CaseRecord;
}

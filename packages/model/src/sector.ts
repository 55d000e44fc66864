import type { IsoDate } from './iso-date.ts';
import type { Submission } from './submission.ts';
import type { TextColumn } from './table.ts';

/** Where each row of a sector's table came from: submission (index into `Sector.submissions`), file (index into `Sector.files`), line. */
export interface Origins {
  readonly submission: Int32Array;
  readonly file: Int32Array;
  readonly line: Int32Array;
}

/** Day number for a date that no row states. */
export const noDay = -2_147_483_648;

/** Levels of reliance on a service, as declared: from undeclared to full. */
export const relianceLevels = ['undeclared', 'not significant', 'low', 'material', 'full'] as const;

/** Answers to "is the function critical or important?". `unobserved` covers "assessment not performed" and an empty cell. */
export const criticality = { no: 0, yes: 1, unobserved: 2 } as const;

/** Kinds of parents and children in stated dependencies. */
export const parentKind = { function: 0, system: 1 } as const;
export const childKind = { system: 0, asset: 1, service: 2 } as const;

export interface Institutions {
  readonly count: number;
  readonly lei: readonly string[];
  readonly name: readonly string[];
  readonly country: TextColumn;
  /** Entity type code, such as "eba_CT:x12". */
  readonly type: TextColumn;
  /** Index of the direct parent, -1 when none is stated or it is outside the sector. */
  readonly parent: Int32Array;
  /** In `currency`; NaN when unobserved. */
  readonly totalAssets: Float64Array;
  readonly currency: TextColumn;
  readonly origins: Origins;
}

export interface Functions {
  readonly count: number;
  readonly institution: Int32Array;
  readonly id: readonly string[];
  readonly name: TextColumn;
  readonly licensedActivity: TextColumn;
  /** One of {@link criticality}. */
  readonly critical: Uint8Array;
  /** Hours; NaN when unobserved. */
  readonly rto: Float64Array;
  readonly rpo: Float64Array;
  readonly impact: TextColumn;
  readonly origins: Origins;
}

export interface Arrangements {
  readonly count: number;
  readonly reference: readonly string[];
  readonly kind: TextColumn;
  /** Index of the overarching arrangement, or -1. */
  readonly overarching: Int32Array;
  /** Yearly, in `currency`; NaN when unobserved. */
  readonly annualExpense: Float64Array;
  readonly currency: TextColumn;
  readonly origins: Origins;
}

/** Providers and makers, one per identification code across all submissions. */
export interface Providers {
  readonly count: number;
  readonly code: readonly string[];
  readonly codeType: TextColumn;
  readonly name: readonly string[];
  /** Country of the headquarters, ISO 3166-1 alpha-2. */
  readonly country: TextColumn;
  /** Ultimate parent as stated most often: an index, itself when it says it has none above it, -1 when unobserved. */
  readonly parent: Int32Array;
  readonly origins: Origins;
}

/** Every row that says something of a provider: the self-reported side of control. */
export interface ProviderStatements {
  readonly count: number;
  readonly provider: Int32Array;
  readonly parent: Int32Array;
  readonly name: TextColumn;
  readonly country: TextColumn;
  readonly annualExpense: Float64Array;
  readonly currency: TextColumn;
  readonly origins: Origins;
}

/** Institution x arrangement x provider x function x service type. A reference that does not resolve is -1. */
export interface ServiceUses {
  readonly count: number;
  readonly institution: Int32Array;
  readonly arrangement: Int32Array;
  readonly provider: Int32Array;
  /** Index of the function, or -1 when the reference does not resolve. */
  readonly function: Int32Array;
  /** S01..S19. */
  readonly serviceType: TextColumn;
  /** Index into {@link relianceLevels}. */
  readonly reliance: Uint8Array;
  /** Countries, ISO 3166-1 alpha-2; empty when not applicable or unobserved. */
  readonly provisionCountry: TextColumn;
  readonly dataLocation: TextColumn;
  readonly processingLocation: TextColumn;
  readonly governingLaw: TextColumn;
  /** Day numbers; {@link noDay} when unobserved. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Days; -1 when unobserved. */
  readonly noticeInstitution: Int32Array;
  readonly noticeProvider: Int32Array;
  readonly origins: Origins;
}

/** Service supply chains: `provider` at `rank` delivers to `recipient`. A reference that does not resolve is -1. */
export interface SupplyLinks {
  readonly count: number;
  readonly arrangement: Int32Array;
  readonly serviceType: TextColumn;
  readonly provider: Int32Array;
  readonly rank: Int32Array;
  readonly recipient: Int32Array;
  readonly origins: Origins;
}

/** What an institution says of how replaceable a service is. */
export interface Assessments {
  readonly count: number;
  readonly arrangement: Int32Array;
  readonly provider: Int32Array;
  readonly serviceType: TextColumn;
  readonly substitutability: TextColumn;
  readonly reason: TextColumn;
  readonly exitPlan: TextColumn;
  readonly reintegration: TextColumn;
  readonly impact: TextColumn;
  readonly alternatives: TextColumn;
  readonly origins: Origins;
}

export interface Systems {
  readonly count: number;
  readonly institution: Int32Array;
  readonly id: readonly string[];
  readonly name: TextColumn;
  readonly origins: Origins;
}

/** What is bought, one per maker, brand, model and part number across all inventories. */
export interface Products {
  readonly count: number;
  /** Index of the maker among the providers, -1 when unobserved. */
  readonly maker: Int32Array;
  readonly makerName: TextColumn;
  readonly brand: TextColumn;
  readonly line: TextColumn;
  readonly model: TextColumn;
  readonly partNumber: TextColumn;
  /** Such as "server.high-end". */
  readonly category: TextColumn;
}

export interface Assets {
  readonly count: number;
  readonly institution: Int32Array;
  readonly id: readonly string[];
  readonly product: Int32Array;
  readonly serial: TextColumn;
  readonly site: TextColumn;
  readonly firmware: TextColumn;
  readonly quantity: Float64Array;
  readonly cores: Float64Array;
  readonly memoryGb: Float64Array;
  /** In `capacityUnit`; units are never mixed. NaN when unobserved. */
  readonly capacity: Float64Array;
  readonly capacityUnit: TextColumn;
  /** Share 0..1 of its cores at the measured peak. */
  readonly peakUtilisation: Float64Array;
  readonly annualCost: Float64Array;
  readonly currency: TextColumn;
  readonly commissioned: Int32Array;
  readonly origins: Origins;
}

/** Stated requirement groups: of the children of group g at least `threshold[g]` must stand for the parent to stand. */
export interface RequirementGroups {
  readonly count: number;
  /** One of {@link parentKind}. */
  readonly parentKind: Uint8Array;
  readonly parent: Int32Array;
  readonly threshold: Int32Array;
}

export interface Dependencies {
  readonly count: number;
  readonly group: Int32Array;
  /** One of {@link childKind}. */
  readonly childKind: Uint8Array;
  /** Index of a system, an asset or an arrangement (`service`); -1 when the reference does not resolve. */
  readonly child: Int32Array;
  /** For `service`: the service type it narrows to, empty for any. */
  readonly serviceType: TextColumn;
  /** For `service`: index of the provider it narrows to, -1 for any. */
  readonly provider: Int32Array;
  readonly origins: Origins;
}

/** What the institutions of a sector stand on, as of a date: the in-memory columns that engines compute on. */
export interface Sector {
  readonly asOf: IsoDate;
  readonly submissions: readonly Submission[];
  readonly files: readonly string[];
  readonly institutions: Institutions;
  readonly functions: Functions;
  readonly arrangements: Arrangements;
  readonly providers: Providers;
  readonly providerStatements: ProviderStatements;
  readonly serviceUses: ServiceUses;
  readonly supply: SupplyLinks;
  readonly assessments: Assessments;
  readonly systems: Systems;
  readonly products: Products;
  readonly assets: Assets;
  readonly groups: RequirementGroups;
  readonly dependencies: Dependencies;
}

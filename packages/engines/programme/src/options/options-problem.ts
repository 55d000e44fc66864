import type { Currency, Decimal } from '@underpin/model';
import type { TotalCost } from './total-cost.ts';

/** One way to meet a demand: so many servers of a candidate, with what they cost. */
export interface ReplacementOption {
  readonly id: string;
  readonly candidate: string;
  readonly maker: string;
  /** Country of control of the maker; null when unobserved. It then counts against the cap of every country. */
  readonly country: string | null;
  readonly servers: number;
  readonly cost: TotalCost;
}

/** Alike demands that are decided together, such as twelve branches with the same server. */
export interface OptionDemand {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** Weight of one in the diversity cap, such as critical functions that stand on it. */
  readonly weight: number;
  readonly options: readonly ReplacementOption[];
  /** Candidates that are no option, and why. */
  readonly notOptions: readonly { readonly candidate: string; readonly reason: string }[];
}

export interface SupplyLimit {
  readonly of: 'maker' | 'candidate';
  readonly id: string;
  readonly servers: number;
}

/** Largest share that any one maker or country of control may have in what stands afterwards. */
export interface DiversityCap {
  readonly by: 'maker' | 'country';
  readonly share: number;
  readonly weight: 'demands' | 'servers' | 'weight';
}

/** What stays as it is and counts in the shares. */
export interface StandingShare {
  readonly maker: string;
  readonly country: string | null;
  /** In the unit of the cap's weight. */
  readonly amount: Readonly<Record<DiversityCap['weight'], number>>;
}

export interface OptionsProblem {
  readonly currency: Currency;
  readonly demands: readonly OptionDemand[];
  readonly supply: readonly SupplyLimit[];
  readonly caps: readonly DiversityCap[];
  /** Limit on purchase, where there is one. */
  readonly purchaseBudget: Decimal | null;
  /** Paid once when a candidate is used at all: qualification, training, spare parts. */
  readonly onceCosts: readonly { readonly candidate: string; readonly amount: Decimal }[];
  readonly standing: readonly StandingShare[];
}

/** How many of each demand take each option; a row a demand, a column an option of it. */
export type Portfolio = readonly (readonly number[])[];

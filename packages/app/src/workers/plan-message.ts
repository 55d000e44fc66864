import type { FilingOptions } from '@underpin/contract';
import type { Submission } from '@underpin/model';
import type { FiledBefore, FilingPlan } from '../use-cases/filing/plan-filing.ts';
import type { RowFile } from '../use-cases/register-rows.ts';

/** What the worker is begun with. */
export interface PlanWork {
  readonly file: RowFile;
  readonly options: FilingOptions;
  readonly at: string;
}

export type FromPlanner =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly kind: 'before'; readonly entity: string | null; readonly format: Submission['format'] }
  | { readonly kind: 'plan'; readonly plan: FilingPlan };

export interface ToPlanner {
  readonly before: FiledBefore | null;
}

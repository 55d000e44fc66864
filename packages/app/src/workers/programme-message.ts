import type {
  ControlView,
  ExchangeRates,
  PlanStanding,
  ProgrammeFile,
  ProgrammePlan,
  Result,
  Subject,
} from '@underpin/model';
import type { LoadedSector } from '../use-cases/load-sector.ts';

/** What a planning thread is begun with. */
export interface ProgrammeWork {
  readonly file: ProgrammeFile;
  /** Null when the programme stands on its own workloads. */
  readonly sector: { readonly loaded: LoadedSector; readonly control: ControlView } | null;
  readonly subject: Subject | null;
  readonly rates: ExchangeRates | null;
  readonly before: ProgrammePlan | null;
  readonly seconds: number;
  readonly steps?: number;
  readonly seed: number;
}

export type FromProgrammeWorker =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly kind: 'standing'; readonly standing: PlanStanding }
  | { readonly kind: 'plan'; readonly plan: Result<ProgrammePlan> };

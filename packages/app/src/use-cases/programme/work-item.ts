import type { ProgrammeFile } from '@underpin/model';
import type { CurrentMachine } from '@underpin/programme';

/** What is to be replaced, before anything is chosen for it. */
export interface WorkItem {
  /** INSTITUTION/ASSET. */
  readonly id: string;
  readonly institution: string;
  readonly name: string;
  readonly site: string;
  readonly current: CurrentMachine;
  readonly weight: number;
  readonly criticalFunctions: number;
  /** In the programme's currency; '0' where unobserved (a note says so). */
  readonly oldSidePerMonth: string;
  readonly kinds: readonly string[];
  readonly move: ProgrammeFile['costs']['move'];
  readonly groups: readonly { readonly id: string; readonly name: string; readonly capacity: number }[];
  /** Row of the sector's assets; null for workloads of the file. */
  readonly asset: number | null;
}

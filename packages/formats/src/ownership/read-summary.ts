import type { Finding } from '@underpin/model';

/** What a reader of ownership data did: records seen, edges and statements of absence added, and what was wrong. */
export interface OwnershipRead {
  readonly records: number;
  readonly edges: number;
  readonly absences: number;
  readonly findings: readonly Finding[];
}

import type { BasisRow } from './figure.ts';
import type { Origins, Sector } from './sector.ts';

/** A row of the sector as a basis row: its submission, file and line, and what it says. */
export function basisRowOf(sector: Sector, origins: Origins, row: number, says: string): BasisRow {
  return {
    submission: sector.submissions[origins.submission[row] as number]?.name ?? '',
    file: sector.files[origins.file[row] as number] ?? '',
    line: origins.line[row] as number,
    says,
  };
}

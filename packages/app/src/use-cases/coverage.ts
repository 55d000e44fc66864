import type { Coverage, UnobservedInstitution } from '@underpin/report';
import type { LoadedSector } from './load-sector.ts';

/** Who submitted what, and of whom nothing, or only one side, is known. */
export function coverageOf(loaded: LoadedSector): Coverage {
  const { sector } = loaded;
  const { institutions } = sector;
  const registered = seen(institutions.count, [sector.functions.institution, sector.serviceUses.institution]);
  const inventoried = seen(institutions.count, [sector.systems.institution, sector.assets.institution]);
  const unobserved: UnobservedInstitution[] = [];
  for (let at = 0; at < institutions.count; at += 1) {
    const missing = [
      ...(registered[at] === 1 ? [] : ['no functions or services in a register']),
      ...(inventoried[at] === 1 ? [] : ['no inventory submitted']),
    ];
    if (missing.length > 0) {
      unobserved.push({
        id: institutions.lei[at] ?? '',
        name: institutions.name[at] ?? '',
        missing: missing.join('; '),
      });
    }
  }
  const nameOf = new Map(institutions.lei.map((lei, at) => [lei, institutions.name[at] ?? lei]));
  return {
    institutions: institutions.count,
    withRegister: sum(registered),
    withInventory: sum(inventoried),
    unobserved,
    submissions: sector.submissions.map((submission) => ({
      institution: nameOf.get(submission.entity) ?? submission.entity,
      name: submission.name,
      format: submission.format,
      sha256: submission.id,
      referenceDate: submission.referenceDate,
      rows: loaded.rows.get(submission.id) ?? 0,
    })),
  };
}

/** Marks the institutions that some row of the columns names. */
export function seen(count: number, columns: readonly Int32Array[]): Uint8Array {
  const marks = new Uint8Array(count);
  for (const column of columns) for (const at of column) if (at >= 0) marks[at] = 1;
  return marks;
}

function sum(marks: Uint8Array): number {
  return marks.reduce((total, mark) => total + mark, 0);
}

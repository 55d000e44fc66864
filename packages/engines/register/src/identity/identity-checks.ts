import type { IdentityIndex, IdentityRecord, Severity } from '@underpin/model';
import { cell, hasLeiForm } from '@underpin/model';
import type { PackageSubject, Tell } from '../checks/check.ts';
import { rowPlace } from '../checks/row-key.ts';
import { leiColumns, leiType } from './lei-columns.ts';

/** A check of codes against a register of identifiers. */
export interface IdentityCheck {
  readonly id: string;
  readonly severity: Severity;
  readonly source: string;
  readonly check: (subject: PackageSubject, index: IdentityIndex, tell: Tell) => void;
}

const gleif = 'GLEIF files that were given';
const gone: ReadonlySet<string> = new Set(['MERGED', 'RETIRED', 'ANNULLED', 'DUPLICATE', 'CANCELLED', 'TRANSFERRED']);

/** VR_71: every LEI is known to GLEIF, and its entity is active. */
export const knownAndActive: IdentityCheck = {
  id: 'VR_71',
  severity: 'warning',
  source: `EBA check VR_71, against ${gleif}`,
  check(subject, index, tell) {
    eachLei(subject, tell, (lei) => {
      const record = index.records.get(lei);
      if (record === undefined) {
        return {
          expected: 'an LEI in the GLEIF files',
          message: `The LEI "${lei}" is not in the GLEIF files that were given (${index.sources.join(', ')}; ${index.records.size} entities). Look it up at gleif.org, and correct it or give a whole file.`,
        };
      }
      if (isActive(record)) return null;
      const successor = record.successor === '' ? '' : ` Its successor is ${record.successor}.`;
      return {
        expected: 'an active entity with an issued LEI',
        message: `The entity "${lei}"${named(record)} is ${record.entityStatus}, its registration ${record.registrationStatus}.${successor} Write the code of the entity that exists today.`,
      };
    });
  },
};

/** UP-ID-1: the registration of an LEI has lapsed while its entity is active. */
export const lapsed: IdentityCheck = {
  id: 'UP-ID-1',
  severity: 'advisory',
  source: `Underpin: identity against ${gleif}`,
  check(subject, index, tell) {
    eachLei(subject, tell, (lei) => {
      const record = index.records.get(lei);
      if (record === undefined || !isActive(record) || record.registrationStatus !== 'LAPSED') return null;
      return {
        expected: 'a registration that is kept up to date',
        message: `The registration of "${lei}"${named(record)} has lapsed; the entity itself is active. Ask it to renew its LEI.`,
      };
    });
  },
};

/** UP-ID-2: the ultimate parent in B_05.01 is the one that GLEIF tells. */
export const parentAgrees: IdentityCheck = {
  id: 'UP-ID-2',
  severity: 'advisory',
  source: `Underpin: B_05.01 c0110 against the ultimate parents of ${gleif}`,
  check({ pkg, profile }, index, tell) {
    const table = pkg.tables.get('B_05.01');
    const described = profile?.tables.find(({ code }) => code === 'B_05.01');
    if (table === undefined || described === undefined) return;
    for (let row = 0; row < table.rowCount; row += 1) {
      const [lei, stated] = [cell(table, 'c0010', row), cell(table, 'c0110', row)];
      const told = index.ultimateParents.get(lei);
      if (told === undefined || stated === '' || stated === told) continue;
      tell({ file: table.file, column: 'c0110' }, () => ({
        ...rowPlace(described, table, row),
        value: stated,
        expected: told,
        message: `The ultimate parent of "${lei}" is stated as "${stated}"; GLEIF tells ${told === lei ? 'that it has none of its own, so its own code stands here' : `"${told}"`}. Find out which is right.`,
      }));
    }
  },
};

export const identityChecks: readonly IdentityCheck[] = [knownAndActive, lapsed, parentAgrees];

function named({ name }: IdentityRecord): string {
  return name === '' ? '' : ` (${name})`;
}

function isActive(record: IdentityRecord): boolean {
  return record.entityStatus !== 'INACTIVE' && !gone.has(record.registrationStatus);
}

type Judgement = { readonly expected: string; readonly message: string } | null;

/** Judges each distinct LEI once, and tells every row that defines one with a fault. Codes without the form are others' matter. */
function eachLei({ pkg, profile }: PackageSubject, tell: Tell, judge: (lei: string) => Judgement): void {
  const known = new Map<string, Judgement>();
  const judged = (lei: string): Judgement => {
    let judgement = known.get(lei);
    if (judgement === undefined) known.set(lei, (judgement = hasLeiForm(lei) ? judge(lei) : null));
    return judgement;
  };
  for (const { table: code, column, type } of leiColumns) {
    const table = pkg.tables.get(code);
    const described = profile?.tables.find((each) => each.code === code);
    if (table === undefined || described === undefined) continue;
    for (let row = 0; row < table.rowCount; row += 1) {
      if (type !== undefined && cell(table, type, row) !== leiType) continue;
      const judgement = judged(cell(table, column, row));
      if (judgement === null) continue;
      tell({ file: table.file, column }, () => ({
        ...rowPlace(described, table, row),
        value: cell(table, column, row),
        ...judgement,
      }));
    }
  }
}

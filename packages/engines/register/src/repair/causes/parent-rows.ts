import type { RegisterProfile, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import type { Draft, Repair } from '../proposal.ts';
import { notApplicable } from './not-applicable.ts';

/**
 * 807 (R18): an ultimate parent in B_05.01 that has no row of its own gets one, with what the register says of it and
 * nothing else: its code, the type of that code, itself as its ultimate parent. Its name is left to be filled in.
 */
export const parentRows: Repair = {
  propose(pkg, profile) {
    const table = pkg.tables.get('B_05.01');
    if (table === undefined) return [];
    const known = new Set(textsOf(table, 'c0010'));
    const types = profile.lists[typeList(profile)] ?? {};
    const drafts: Draft[] = [];
    for (const [code, type] of parentsOf(table)) {
      if (known.has(code) || notApplicable.test(code) || code.startsWith('#')) continue;
      drafts.push({
        rule: '807',
        what: `Add a row for the ultimate parent "${code}" to B_05.01`,
        why: 'Every ultimate parent must be a row of B_05.01 itself. Its name, country and kind are not known here: fill them in.',
        certain: true,
        edits: [
          {
            kind: 'add row',
            table: 'B_05.01',
            cells: { c0010: code, ...(Object.hasOwn(types, type) ? { c0020: type, c0120: type } : {}), c0110: code },
          },
        ],
      });
    }
    return drafts;
  },
};

function typeList(profile: RegisterProfile): string {
  const described = profile.tables.find(({ code }) => code === 'B_05.01');
  return described?.columns.find(({ code }) => code === 'c0020')?.list ?? '';
}

function parentsOf(table: Table): Map<string, string> {
  const parents = new Map<string, string>();
  for (let row = 0; row < table.rowCount; row += 1) {
    const code = cell(table, 'c0110', row);
    if (code !== '' && (parents.get(code) ?? '') === '') parents.set(code, cell(table, 'c0120', row));
  }
  return parents;
}

function textsOf(table: Table, column: string): string[] {
  return Array.from({ length: table.rowCount }, (_none, row) => cell(table, column, row));
}

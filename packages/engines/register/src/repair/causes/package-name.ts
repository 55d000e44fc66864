import type { RegisterPackage } from '@underpin/model';
import { cell, doraModuleVersion, hasLeiForm, isIsoDate, parseDoraPackageName } from '@underpin/model';
import type { Repair } from '../proposal.ts';

/** 104, 105, 106: the file name that the package's own parameters and first table call for. */
export const packageName: Repair = {
  propose(pkg, profile, context) {
    if (profile.format !== 'dora') return [];
    const parsed = parseDoraPackageName(pkg.name);
    if (parsed?.module === doraModuleVersion) return [];
    const to = nameOf(pkg, context.stamp);
    if (to === null || to === pkg.name) return [];
    const rule = parsed !== null ? '106' : /[^A-Za-z0-9\-_.]/u.test(pkg.name) ? '104' : '105';
    return [
      {
        rule,
        what: `Rename the package to "${to}"`,
        why: `"${pkg.name}" does not have the form that authorities take. The parts come from the package's parameters and from B_01.01.`,
        certain: true,
        edits: [{ kind: 'rename package', from: pkg.name, to }],
      },
    ];
  },
};

function nameOf(pkg: RegisterPackage, stamp: string): string | null {
  const stated = /^rs:([A-Z0-9]{20})\.(CON|IND)$/.exec(parameter(pkg, 'entityID'));
  const date = parameter(pkg, 'refPeriod');
  const maintainer = pkg.tables.get('B_01.01');
  const country = maintainer === undefined ? '' : cell(maintainer, 'c0030', 0).replace(/^eba_GA:/, '');
  if (stated === null || !hasLeiForm(stated[1] ?? '') || !isIsoDate(date) || !/^[A-Z]{2}$/.test(country)) return null;
  return `${stated[1]}.${stated[2]}_${country}_DORA${doraModuleVersion}_DORA_${date}_${stamp}.zip`;
}

function parameter(pkg: RegisterPackage, name: string): string {
  const table = pkg.sides.get('parameters');
  for (let row = 0; row < (table?.rowCount ?? 0); row += 1) {
    if (table !== undefined && cell(table, 'name', row) === name) return cell(table, 'value', row);
  }
  return '';
}

import { cell } from '@underpin/model';
import type { RegisterPackage } from '@underpin/model';
import { ebaCheck } from '../check.ts';
import type { PackageCheck, PackageSubject } from '../check.ts';

interface Indicator {
  readonly template: string;
  readonly reported: string;
  readonly line: number;
}

const file = 'reports/FilingIndicators.csv';
const header = 'templateID,reported';
const yes: ReadonlySet<string> = new Set(['true', '1']);
const no: ReadonlySet<string> = new Set(['false', '0']);

function hasHeader(pkg: RegisterPackage): boolean {
  const table = pkg.sides.get('indicators');
  return table !== undefined && table.columns.has('templateID') && table.columns.has('reported');
}

function indicators(pkg: RegisterPackage): Indicator[] {
  const table = pkg.sides.get('indicators');
  if (table === undefined || !hasHeader(pkg)) return [];
  return Array.from({ length: table.rowCount }, (_, row) => ({
    template: cell(table, 'templateID', row),
    reported: cell(table, 'reported', row),
    line: table.lines[row] ?? 1,
  }));
}

function templates({ profile }: PackageSubject): ReadonlySet<string> {
  return new Set(profile?.tables.map((table) => table.code));
}

/** 702: the header of `FilingIndicators.csv` is `templateID,reported`. */
export const indicatorsHeader: PackageCheck = {
  ...ebaCheck('702'),
  check({ pkg }, tell) {
    const table = pkg.sides.get('indicators');
    if (table === undefined) return;
    const value = (pkg.headers.get(table.file) ?? []).join(',');
    if (value === header || value === '') return;
    tell({ file: table.file }, () => ({
      line: 1,
      value,
      expected: header,
      message: `The header of "${table.file}" is "${value}". Expected "${header}".`,
    }));
  },
};

/** 510: every filing indicator names a template of the register. */
export const unknownTemplate: PackageCheck = {
  ...ebaCheck('510'),
  check(subject, tell) {
    if (subject.profile === null) return;
    const known = templates(subject);
    for (const { template, line } of indicators(subject.pkg)) {
      if (known.has(template)) continue;
      tell({ file, column: 'templateID' }, () => ({
        line,
        key: `templateID=${template}`,
        value: template,
        expected: [...known].join(', '),
        message: `"${template}" is no template of the register. Take this line out, or write the code as in B_01.01.`,
      }));
    }
  },
};

/** 703: no template has two filing indicators. */
export const duplicateIndicator: PackageCheck = {
  ...ebaCheck('703'),
  check({ pkg }, tell) {
    const seen = new Map<string, number>();
    for (const { template, line } of indicators(pkg)) {
      const earlier = seen.get(template);
      if (earlier === undefined) seen.set(template, line);
      else {
        tell({ file, column: 'templateID' }, () => ({
          line,
          key: `templateID=${template}`,
          value: template,
          expected: 'each template once',
          message: `"${template}" already stands at line ${earlier}. Keep one of the two lines.`,
        }));
      }
    }
  },
};

/** 704: a filing indicator is true or false. */
export const indicatorForm: PackageCheck = {
  ...ebaCheck('704'),
  check({ pkg }, tell) {
    for (const { template, reported, line } of indicators(pkg)) {
      if (yes.has(reported) || no.has(reported)) continue;
      tell({ file, column: 'reported' }, () => ({
        line,
        key: `templateID=${template}`,
        value: reported,
        expected: 'true, false, 1 or 0',
        message: `"${reported}" does not say whether ${template} is reported. Write true or false.`,
      }));
    }
  },
};

/** 705: every template of the register has a filing indicator. */
export const missingIndicator: PackageCheck = {
  ...ebaCheck('705'),
  check(subject, tell) {
    if (!hasHeader(subject.pkg)) return;
    const stated = new Set(indicators(subject.pkg).map((indicator) => indicator.template));
    for (const template of templates(subject)) {
      if (stated.has(template)) continue;
      tell({ file }, () => ({
        key: `templateID=${template}`,
        expected: `${template},true`,
        message: `The template ${template} has no filing indicator. Add the line "${template},true".`,
      }));
    }
  },
};

/**
 * 808: indicators and files agree. A template that is reported has a file (without rows when it is empty); one that is not
 * reported has none.
 */
export const indicatorsAgree: PackageCheck = {
  ...ebaCheck('808'),
  check({ pkg, profile, root }, tell) {
    const paths = new Set(pkg.entries.map((entry) => entry.path.toLowerCase()));
    const tables = new Map(profile?.tables.map((table) => [table.code, table]));
    for (const { template, reported, line } of indicators(pkg)) {
      const table = tables.get(template);
      if (table === undefined) continue;
      const path = `reports/${table.file}`;
      const present = paths.has((root + path).toLowerCase());
      if (yes.has(reported) ? present : !(no.has(reported) && present)) continue;
      tell({ file, column: 'reported' }, () => ({
        line,
        key: `templateID=${template}`,
        value: reported,
        expected: present ? 'true' : `a file "${path}"`,
        message: present
          ? `${template} is said not to be reported, but "${path}" is there. Write true: an empty template is an empty file.`
          : `${template} is said to be reported, but "${path}" is missing. Add it, with its header alone when it is empty.`,
      }));
    }
  },
};

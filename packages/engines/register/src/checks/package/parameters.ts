import { cell, isIsoDate } from '@underpin/model';
import type { RegisterPackage } from '@underpin/model';
import { ebaCheck } from '../check.ts';
import type { PackageCheck } from '../check.ts';

const file = 'reports/parameters.csv';

interface Parameter {
  readonly value: string;
  readonly line: number;
}

function parameter(pkg: RegisterPackage, name: string): Parameter | null {
  const table = pkg.sides.get('parameters');
  if (table === undefined) return null;
  for (let row = 0; row < table.rowCount; row += 1) {
    if (cell(table, 'name', row) === name) return { value: cell(table, 'value', row), line: table.lines[row] ?? 1 };
  }
  return null;
}

function isUnread(pkg: RegisterPackage): boolean {
  return !pkg.sides.has('parameters');
}

/** 723: the header of `parameters.csv` is `name,value`. */
export const parametersHeader: PackageCheck = {
  ...ebaCheck('723'),
  check({ pkg }, tell) {
    const table = pkg.sides.get('parameters');
    if (table === undefined) return;
    const value = (pkg.headers.get(table.file) ?? []).join(',');
    if (value === 'name,value' || value === '') return;
    tell({ file: table.file }, () => ({
      line: 1,
      value,
      expected: 'name,value',
      message: `The header of "${table.file}" is "${value}". Expected "name,value".`,
    }));
  },
};

/** 320: `refPeriod` is a date, the one in the file name. */
export const referencePeriod: PackageCheck = {
  ...ebaCheck('320'),
  check({ pkg, name }, tell) {
    if (isUnread(pkg)) return;
    const stated = parameter(pkg, 'refPeriod');
    const expected = name?.referenceDate ?? 'a date as yyyy-mm-dd';
    if (stated !== null && (name === null ? isIsoDate(stated.value) : stated.value === name.referenceDate)) return;
    tell({ file, column: 'value' }, () => ({
      ...(stated === null ? {} : { line: stated.line, value: stated.value }),
      key: 'name=refPeriod',
      expected,
      message:
        stated === null
          ? `"refPeriod" is missing. Add it with ${expected}.`
          : `"refPeriod" is "${stated.value}". Expected ${expected}, as in the file name.`,
    }));
  },
};

/** 514: `entityID` ends with `.CON` or `.IND`. */
export const entityScope: PackageCheck = {
  ...ebaCheck('514'),
  check({ pkg }, tell) {
    const stated = parameter(pkg, 'entityID');
    if (stated === null || /\.(CON|IND)$/.test(stated.value)) return;
    tell({ file, column: 'value' }, () => ({
      ...stated,
      key: 'name=entityID',
      expected: 'rs:<LEI>.CON or rs:<LEI>.IND',
      message: `"entityID" is "${stated.value}". It must end with ".CON" (consolidated) or ".IND" (individual).`,
    }));
  },
};

/** 714: `entityID` is the entity and scope of the file name. */
export const entityOfName: PackageCheck = {
  ...ebaCheck('714'),
  check({ pkg, name }, tell) {
    if (isUnread(pkg)) return;
    const stated = parameter(pkg, 'entityID');
    const expected = name === null ? 'rs:<LEI>.<CON|IND>' : `rs:${name.lei}.${name.scope}`;
    if (stated !== null && (name === null || stated.value === expected)) return;
    tell({ file, column: 'value' }, () => ({
      ...stated,
      key: 'name=entityID',
      expected,
      message:
        stated === null
          ? `"entityID" is missing. Add it with ${expected}.`
          : `"entityID" is "${stated.value}", the file name says "${expected}". Make them equal.`,
    }));
  },
};

import { doraModuleVersion, isIsoDate } from '@underpin/model';
import { ebaCheck } from '../check.ts';
import type { PackageCheck } from '../check.ts';

/** 104: the file name holds only letters, digits, `-`, `_` and `.`. */
export const nameCharacters: PackageCheck = {
  ...ebaCheck('104'),
  check({ pkg }, tell) {
    const strange = [...new Set(pkg.name.match(/[^A-Za-z0-9\-_.]/gu))];
    if (strange.length === 0) return;
    tell({ file: pkg.name }, () => ({
      value: strange.join(''),
      expected: 'letters, digits, - _ .',
      message: `The file name "${pkg.name}" holds characters that are not allowed: "${strange.join('')}". Rename the file.`,
    }));
  },
};

/** 105: the file name has the EBA's form. */
export const nameForm: PackageCheck = {
  ...ebaCheck('105'),
  check({ pkg, name }, tell) {
    if (name !== null) return;
    const expected = `<LEI>.<CON|IND>_<country>_DORA${doraModuleVersion}_DORA_<yyyy-MM-dd>_<yyyyMMddHHmmssSSS>.zip`;
    tell({ file: pkg.name }, () => ({
      value: pkg.name,
      expected,
      message: `The file name "${pkg.name}" does not have the expected form. Rename the file to ${expected}.`,
    }));
  },
};

/** 106: the module in the file name is the one in force. */
export const nameModule: PackageCheck = {
  ...ebaCheck('106'),
  check({ pkg, name }, tell) {
    if (name === null || name.module === doraModuleVersion) return;
    tell({ file: pkg.name }, () => ({
      value: name.module,
      expected: doraModuleVersion,
      message: `The file name says module version "${name.module}"; expected ${doraModuleVersion}. Rename the file.`,
    }));
  },
};

/** 109: the reference date in the file name is a date of the calendar. */
export const nameDate: PackageCheck = {
  ...ebaCheck('109'),
  check({ pkg, name }, tell) {
    if (name === null || isIsoDate(name.referenceDate)) return;
    tell({ file: pkg.name }, () => ({
      value: name.referenceDate,
      expected: 'a date as yyyy-mm-dd',
      message: `The reference date "${name.referenceDate}" in the file name is no date. Rename the file.`,
    }));
  },
};

/** 111: the reference date in the file name is not in the future. */
export const nameFuture: PackageCheck = {
  ...ebaCheck('111'),
  check({ pkg, name, today }, tell) {
    if (name === null || !isIsoDate(name.referenceDate) || name.referenceDate <= today) return;
    tell({ file: pkg.name }, () => ({
      value: name.referenceDate,
      expected: `a date up to ${today}`,
      message: `The reference date "${name.referenceDate}" in the file name lies in the future. Correct the date.`,
    }));
  },
};

import { ebaCheck } from '../check.ts';
import type { PackageCheck } from '../check.ts';

/** 103: one root folder, named like the zip, with `META-INF/reportPackage.json`. */
export const rootFolder: PackageCheck = {
  ...ebaCheck('103'),
  check({ pkg, root }, tell) {
    const expected = `${pkg.name.replace(/\.zip$/i, '')}/`;
    const place = { file: pkg.name };
    if (root !== expected) {
      tell(place, () => ({
        value: root,
        expected,
        message: `The package stands in "${root}". Expected one root folder named like the zip, "${expected}".`,
      }));
    }
    for (const { path } of pkg.entries) {
      if (path.startsWith(root)) continue;
      tell({ file: path }, () => ({
        value: path,
        expected: `files in "${expected}" only`,
        message: `"${path}" lies outside the root folder. Take it out of the package.`,
      }));
    }
    const description = `${root}META-INF/reportPackage.json`;
    if (pkg.entries.some((entry) => entry.path === description)) return;
    tell({ file: 'META-INF/reportPackage.json' }, () => ({
      expected: 'META-INF/reportPackage.json',
      message: 'The package has no "META-INF/reportPackage.json". Add it.',
    }));
  },
};

const required = ['report.json', 'parameters.csv', 'FilingIndicators.csv'] as const;

/** 701: `report.json`, `parameters.csv` and `FilingIndicators.csv` are there and not empty. */
export const requiredFiles: PackageCheck = {
  ...ebaCheck('701'),
  check({ pkg, root }, tell) {
    for (const name of required) {
      const file = `reports/${name}`;
      const entry = pkg.entries.find(({ path }) => path.toLowerCase() === (root + file).toLowerCase());
      const blank = name === 'report.json' && pkg.report?.trim() === '';
      if (entry !== undefined && entry.bytes > 0 && !blank) continue;
      const what = entry === undefined ? 'missing' : 'empty';
      tell({ file }, () => ({
        expected: `a filled "${file}"`,
        message: `"${file}" is ${what}. Add it with its content.`,
      }));
    }
  },
};

/** 720: nothing else lies in the package, and names are written as the EBA writes them. */
export const strayFiles: PackageCheck = {
  ...ebaCheck('720'),
  check({ pkg, profile, root }, tell) {
    if (profile === null) return;
    const allowed = new Map(
      [...required, ...profile.tables.map((table) => table.file)].map((name) => {
        const path = `reports/${name}`;
        return [path.toLowerCase(), path] as const;
      }),
    );
    for (const entry of pkg.entries) {
      if (!entry.path.startsWith(root)) continue;
      const path = entry.path.slice(root.length);
      const spelled = allowed.get(path.toLowerCase());
      if (path === spelled || path.startsWith('META-INF/')) continue;
      tell({ file: path }, () =>
        spelled === undefined
          ? {
              value: path,
              expected: 'the files of the register and nothing else',
              message: `"${path}" does not belong to the package. Take it out.`,
            }
          : {
              value: path,
              expected: spelled,
              message: `"${path}" is written in another case. Rename it to "${spelled}".`,
            },
      );
    }
  },
};

/** 724: the package holds at least one row. Rows that could not be read count as rows. */
export const someData: PackageCheck = {
  ...ebaCheck('724'),
  check({ pkg, profile }, tell) {
    if (profile === null || pkg.ragged.length > 0) return;
    const unread = profile.tables.some(
      ({ code, file }) => !pkg.tables.has(code) && pkg.findings.some((finding) => finding.location.file.endsWith(file)),
    );
    if (unread || [...pkg.tables.values()].some((table) => table.rowCount > 0)) return;
    tell({ file: pkg.name }, () => ({
      value: '0 rows',
      expected: 'at least one row',
      message: `The package "${pkg.name}" holds no data: all its tables are empty. Fill the register and send it again.`,
    }));
  },
};

import { cell } from '@underpin/model';
import type { PackageCheck } from '../check.ts';

/** The parameters that the DORA module refers to. */
export const knownParameters: ReadonlySet<string> = new Set([
  'entityID',
  'refPeriod',
  'baseCurrency',
  'decimalsInteger',
  'decimalsMonetary',
]);

/** UP-PAR-1: a parameter that nothing of the register refers to. */
export const unreferencedParameter: PackageCheck = {
  id: 'UP-PAR-1',
  severity: 'national',
  source:
    'BaFin refuses parameters that nothing refers to (reported for decimalsPercentage); the EBA sample has these five',
  check({ pkg }, tell) {
    const table = pkg.sides.get('parameters');
    if (table === undefined) return;
    for (let row = 0; row < table.rowCount; row += 1) {
      const name = cell(table, 'name', row);
      if (name === '' || knownParameters.has(name)) continue;
      tell({ file: table.file, column: 'name' }, () => ({
        line: table.lines[row] ?? 1,
        key: `name=${name}`,
        value: name,
        expected: [...knownParameters].join(', '),
        message: `Nothing refers to the parameter "${name}", and some authorities refuse it. Take it out.`,
      }));
    }
  },
};

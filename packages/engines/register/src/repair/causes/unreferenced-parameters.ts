import { cell } from '@underpin/model';
import { knownParameters } from '../../checks/package/unreferenced-parameter.ts';
import type { RepairEdit, Repair } from '../proposal.ts';

/** UP-PAR-1: parameters that nothing of the register refers to. */
export const unreferencedParameters: Repair = {
  propose(pkg) {
    const table = pkg.sides.get('parameters');
    if (table === undefined) return [];
    const edits: RepairEdit[] = [];
    for (let row = 0; row < table.rowCount; row += 1) {
      const name = cell(table, 'name', row);
      if (name === '' || knownParameters.has(name)) continue;
      edits.push({
        kind: 'remove parameter',
        name,
        value: cell(table, 'value', row),
        row,
        line: table.lines[row] ?? row + 2,
      });
    }
    if (edits.length === 0) return [];
    return [
      {
        rule: 'UP-PAR-1',
        what: `Take ${edits.length} parameter${edits.length === 1 ? '' : 's'} out of parameters.csv that nothing refers to`,
        why: `Only ${[...knownParameters].join(', ')} belong there; some authorities refuse any other.`,
        certain: true,
        edits,
      },
    ];
  },
};

import { cell } from '@underpin/model';
import type { RepairEdit } from '../proposal.ts';
import { cellEdit, tableRepair } from '../table-repair.ts';

/** 805, 807 (R21): a provider of rank 1 in B_05.02 is its own recipient. */
export const rankOneRecipients = tableRepair((subject) => {
  const { table, pkg } = subject;
  const providers = pkg.tables.get('B_05.01');
  const known = new Set(providers?.columns.get('c0010')?.values);
  const edits = { '805': [] as RepairEdit[], '807': [] as RepairEdit[] };
  for (let row = 0; row < table.rowCount; row += 1) {
    const [provider, recipient] = [cell(table, 'c0030', row), cell(table, 'c0060', row)];
    if (cell(table, 'c0050', row) !== '1' || recipient === provider) continue;
    if (!known.has(provider) || known.has(recipient)) continue;
    const mended = edits[recipient === '' ? '805' : '807'];
    mended.push(cellEdit(subject, row, 'c0060', provider));
    const type = cell(table, 'c0040', row);
    if (type !== '' && cell(table, 'c0070', row) !== type) mended.push(cellEdit(subject, row, 'c0070', type));
  }
  return (['805', '807'] as const).flatMap((rule) =>
    edits[rule].length === 0
      ? []
      : [
          {
            rule,
            what: 'Repeat the provider as its own recipient in the rows of rank 1 of B_05.02',
            why: 'The recipient is part of the key and must be a row of B_05.01; for rank 1 the provider itself stands there.',
            certain: true,
            edits: edits[rule],
          },
        ],
  );
}, 'B_05.02');

import { ebaCheck } from '../check.ts';
import type { TableCheck } from '../check.ts';

/** 809: every row has as many cells as the header. A wrong separator is told by the reader under the same number. */
export const raggedRow: TableCheck = {
  ...ebaCheck('809'),
  check({ pkg, file, header, described }, tell) {
    const width = header?.length ?? described.columns.length;
    for (const row of pkg.ragged) {
      if (row.file !== file) continue;
      tell({ file }, () => ({
        line: row.line,
        value: row.cells.join(','),
        expected: `${width} cells, quotes closed`,
        message: `This row has ${row.cells.length} readable cells, the header has ${width}. It is left out of all figures; correct its commas and quotes.`,
      }));
    }
  },
};

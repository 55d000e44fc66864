import { assetColumn } from './asset-columns.ts';
import { readAssetCsv } from './asset-csv.ts';
import { firstLineCells } from './first-line-cells.ts';
import type { HardwareReader } from './hardware-reader.ts';
import { Reading } from './reading.ts';

const source = 'snipe/snipe-it: asset import CSV (sample_csvs/assets-sample.csv)';

/** Snipe-IT asset CSV. Known by "Asset Tag" beside a column that only Snipe-IT writes. */
export const snipeItReader: HardwareReader = {
  id: 'snipe-it',
  title: 'Snipe-IT asset CSV',
  source,
  recognises: (entry) => {
    const headers = firstLineCells(entry).map((cell) => cell.toLowerCase());
    const own = headers.some((header) =>
      /^(?:checkout type|checked out to: .+|model notes|asset notes|order number)$/.test(header),
    );
    return own && headers.some((header) => assetColumn(header) === 'assetTag') ? 0.9 : 0;
  },
  read: (entries) => {
    const reading = new Reading('snipe-it', source);
    for (const entry of entries) readAssetCsv(entry, reading);
    return reading.done();
  },
};

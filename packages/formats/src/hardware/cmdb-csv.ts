import { assetColumn } from './asset-columns.ts';
import { readAssetCsv } from './asset-csv.ts';
import { firstLineCells } from './first-line-cells.ts';
import type { HardwareReader } from './hardware-reader.ts';
import { Reading } from './reading.ts';

const source = 'Asset exports as CSV: headers by the list of synonyms in data/column-synonyms.json';

/** Any CSV of assets whose headers are in the list of synonyms. The last resort: a reader of a named format goes first. */
export const cmdbCsvReader: HardwareReader = {
  id: 'cmdb-csv',
  title: 'Generic CMDB CSV',
  source,
  recognises: (entry) => {
    const columns = firstLineCells(entry).map(assetColumn);
    const known = new Set(columns.filter((column) => column !== undefined && column !== 'set aside'));
    const identity = known.has('name') || known.has('serial') || known.has('assetTag') || known.has('model');
    return identity && known.size >= 2 ? 0.5 : 0;
  },
  read: (entries) => {
    const reading = new Reading('cmdb-csv', source);
    for (const entry of entries) readAssetCsv(entry, reading);
    return reading.done();
  },
};

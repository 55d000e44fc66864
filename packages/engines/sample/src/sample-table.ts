import { TableBuilder } from '@underpin/model';

const lengths: Readonly<Record<string, number>> = {
  'B_01.01': 6,
  'B_01.02': 11,
  'B_01.03': 4,
  'B_02.01': 5,
  'B_02.02': 18,
  'B_02.03': 3,
  'B_03.01': 3,
  'B_03.02': 3,
  'B_03.03': 2,
  'B_04.01': 4,
  'B_05.01': 12,
  'B_05.02': 7,
  'B_06.01': 10,
  'B_07.01': 12,
  'B_99.01': 19,
};

/** A builder for a table of the DORA register, all its columns in order. */
export function doraTable(code: string): TableBuilder {
  const columns = Array.from(
    { length: lengths[code] ?? 0 },
    (_none, at) => `c${String((at + 1) * 10).padStart(4, '0')}`,
  );
  if (code === 'B_03.03') columns.push('c0031');
  return new TableBuilder(code, `reports/${code.toLowerCase()}.csv`, columns);
}

import type { ProgrammePlan } from '@underpin/model';
import { writeCsv } from '../csv/write-csv.ts';
import { planColumns } from './plan-table.ts';

/** A plan as CSV (RFC 4180), one replacement a row. */
export function writePlanCsv(plan: ProgrammePlan): Uint8Array<ArrayBuffer> {
  return writeCsv(
    planColumns.map(({ name }) => name),
    plan.replacements.map((one) => planColumns.map(({ text }) => text(one, plan))),
  );
}

import type { ProgrammePlan } from '@underpin/model';
import { storable, xlsxBytes } from '../workbook/xlsx-bytes.ts';
import { datePlanColumns, numericPlanColumns, planColumns } from './plan-table.ts';

type Cell = {
  value: string | number | Date;
  type: StringConstructor | NumberConstructor | DateConstructor;
  format?: string;
  fontWeight?: 'bold';
} | null;

/** A plan as a workbook: replacements, milestones, gates, what is held back, budget and load, reliance over time. Dates and numbers are typed. */
export async function writePlanXlsx(plan: ProgrammePlan): Promise<Uint8Array<ArrayBuffer>> {
  const sheets: { sheet: string; header: string[]; rows: Cell[][] }[] = [
    {
      sheet: 'Replacements',
      header: planColumns.map(({ name }) => name),
      rows: plan.replacements.map((one) =>
        planColumns.map(({ name, text: read }) => {
          const value = read(one, plan);
          return numericPlanColumns.has(name)
            ? number(Number(value))
            : datePlanColumns.has(name)
              ? date(value)
              : text(value);
        }),
      ),
    },
    {
      sheet: 'Milestones',
      header: ['id', 'direction', 'date', 'share', 'total', 'done', 'planned', 'verdict'],
      rows: plan.milestones.map((one) => [
        text(one.id),
        text(one.direction),
        date(one.date),
        number(one.share),
        number(one.total),
        number(one.done),
        number(one.planned),
        text(one.verdict),
      ]),
    },
    {
      sheet: 'Gates',
      header: ['wave', 'name', 'opens', 'standing', 'because', 'rollback'],
      rows: plan.gates.map((one) => [
        text(one.wave),
        text(one.name),
        date(one.opens ?? ''),
        text(one.standing),
        text(one.because.join(' ')),
        text(one.rollback ?? ''),
      ]),
    },
    {
      sheet: 'Held back',
      header: ['replacement', 'name', 'reason'],
      rows: plan.heldBack.map((one) => [text(one.replacement), text(one.name), text(one.reason)]),
    },
    {
      sheet: 'Resources',
      header: ['resource', 'kind', 'unit', 'from', 'used', 'available'],
      rows: plan.curves.flatMap((curve) =>
        curve.points.map((point) => [
          text(curve.name),
          text(curve.kind),
          text(curve.unit),
          date(point.on),
          number(point.used),
          number(point.available),
        ]),
      ),
    },
    {
      sheet: 'Reliance',
      header: ['on', 'replaced', 'critical functions lost, at least', 'at most', 'direct share, at least', 'at most'],
      rows: plan.burnDown.map((one) => [
        date(one.on),
        number(one.replaced),
        ...[one.criticalFunctionsLost, one.directShare].flatMap((bounds) =>
          [bounds?.atLeast, bounds?.atMost].map((value) => (value === undefined ? null : number(value))),
        ),
      ]),
    },
  ];
  return xlsxBytes(
    sheets.map(({ sheet, header, rows }) => ({
      sheet,
      data: [header.map((name) => ({ value: name, type: String, fontWeight: 'bold' as const })), ...rows] as never,
      stickyRowsCount: 1,
    })),
  );
}

function text(value: string): Cell {
  return value === '' ? null : { value: storable(value), type: String };
}

function number(value: number): Cell {
  return { value, type: Number };
}

function date(value: string): Cell {
  return value === '' ? null : { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
}

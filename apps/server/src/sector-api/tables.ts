import { Readable } from 'node:stream';
import {
  columnsOf,
  filedRows,
  sectorRecord,
  rowOf,
  type RowsAsked,
  type SectorRow,
  subjectFieldsTold,
  subjectValues,
  tableCsv,
  tableRows,
  tableWorkbook,
} from '@underpin/app';
import type { Result } from '@underpin/model';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute } from './sector-route.ts';

const datesTold = 12;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const whereSchema = z.record(z.string().max(60), z.string().max(1000));

export function tableRoutes(server: FastifyInstance, sectors: SectorKeeper): void {
  sectorRoute(server, sectors, 'listSubjectFields', () => ({
    ok: true,
    value: { items: subjectFieldsTold().map((field) => ({ ...field, appliesTo: [...field.appliesTo] })) },
  }));
  sectorRoute(server, sectors, 'listSubjectValues', ({ study }, { params, query }) => {
    const field = subjectFieldsTold().find(({ name }) => name === params.field);
    if (field === undefined)
      return { ok: false, kind: 'not found', reason: `There is no subject field "${params.field}".` };
    return { ok: true, value: subjectValues(study, field.name, query.contains, query.limit) };
  });
  sectorRoute(server, sectors, 'listSectorRows', ({ study }, { params, query }) => {
    const asked = rowsAsked(query);
    if (!asked.ok) return asked;
    const { offset, limit } = query;
    const told = tableRows(study, params.table, { ...asked.value, offset, limit });
    if (!told.ok) return told;
    return { ok: true, value: { ...told.value, columns: [...told.value.columns], rows: [...told.value.rows] } };
  });
  sectorRoute(server, sectors, 'exportSectorRows', ({ study }, { params, query, reply }) => {
    const asked = rowsAsked(query);
    if (!asked.ok) return asked;
    const csv = tableCsv(study, params.table, asked.value);
    if (!csv.ok) return csv;
    reply.type('text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="${params.table}-${study.loaded.sector.asOf}.csv"`);
    return { ok: true, value: Readable.from(csv.value, { objectMode: false }) };
  });
  sectorRoute(server, sectors, 'exportSectorWorkbook', async ({ study }, { params, query, reply }) => {
    const asked = rowsAsked(query);
    if (!asked.ok) return asked;
    const workbook = await tableWorkbook(study, params.table, asked.value);
    if (!workbook.ok) return workbook;
    reply.type(xlsx);
    reply.header('content-disposition', `attachment; filename="${params.table}-${study.loaded.sector.asOf}.xlsx"`);
    return { ok: true, value: Buffer.from(workbook.value) };
  });
  sectorRoute(server, sectors, 'exportFiledRows', async ({ study }, { params, query, reply }) => {
    const asked = rowsAsked(query);
    if (!asked.ok) return asked;
    const workbook = await filedRows(sectors.store, study, params.table, asked.value);
    if (!workbook.ok) return workbook;
    reply.type(xlsx);
    reply.header(
      'content-disposition',
      `attachment; filename="${params.table}-as-filed-${study.loaded.sector.asOf}.xlsx"`,
    );
    return { ok: true, value: Buffer.from(workbook.value) };
  });
  sectorRoute(server, sectors, 'getSectorHistory', async (latest, { params, query }) => {
    const items: { date: string; row: SectorRow | null }[] = [];
    for (const { date } of (await sectors.dates()).slice(-datesTold)) {
      const context = await sectors.at(date);
      if (!context.ok) return context;
      items.push({ date, row: rowOf(context.value.study, params.table, query.key) });
    }
    return { ok: true, value: { columns: columnsOf(latest.study, params.table), items } };
  });
  sectorRoute(server, sectors, 'getSectorRecord', ({ study }, { params, query }) => {
    const record = sectorRecord(study, params.table, query.key);
    if (!record.ok) return { ...record, kind: 'not found' };
    const { columns, origins, related, ...rest } = record.value;
    return {
      ok: true,
      value: {
        ...rest,
        columns: [...columns],
        origins: [...origins],
        related: related.map((one) => ({ ...one, columns: [...one.columns], first: [...one.first] })),
      },
    };
  });
}

function rowsAsked(query: {
  where?: string | undefined;
  sort?: string | undefined;
  search?: string | undefined;
}): Result<RowsAsked> {
  let where: unknown = {};
  try {
    where = JSON.parse(query.where ?? '{}');
  } catch {
    return { ok: false, reason: 'Cannot read "where": expected a JSON object of conditions by column.' };
  }
  const read = whereSchema.safeParse(where);
  if (!read.success)
    return { ok: false, reason: 'Cannot read "where": expected a JSON object of conditions by column.' };
  return { ok: true, value: { where: read.data, sort: query.sort ?? null, search: query.search ?? '' } };
}

import { Readable } from 'node:stream';
import { sectorRecord, type RowsAsked, subjectFieldsTold, subjectValues, tableCsv, tableRows } from '@underpin/app';
import type { Result } from '@underpin/model';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SectorContext } from './sector-context.ts';
import { sectorRoute } from './sector-route.ts';

const whereSchema = z.record(z.string().max(60), z.string().max(1000));

export function tableRoutes(server: FastifyInstance, context: () => SectorContext): void {
  sectorRoute(server, context, 'listSubjectFields', () => ({
    ok: true,
    value: { items: subjectFieldsTold().map((field) => ({ ...field, appliesTo: [...field.appliesTo] })) },
  }));
  sectorRoute(server, context, 'listSubjectValues', ({ study }, { params, query }) => {
    const field = subjectFieldsTold().find(({ name }) => name === params.field);
    if (field === undefined)
      return { ok: false, kind: 'not found', reason: `There is no subject field "${params.field}".` };
    return { ok: true, value: subjectValues(study, field.name, query.contains, query.limit) };
  });
  sectorRoute(server, context, 'listSectorRows', ({ study }, { params, query }) => {
    const asked = rowsAsked(query);
    if (!asked.ok) return asked;
    const { offset, limit } = query;
    const told = tableRows(study, params.table, { ...asked.value, offset, limit });
    if (!told.ok) return told;
    return { ok: true, value: { ...told.value, columns: [...told.value.columns], rows: [...told.value.rows] } };
  });
  sectorRoute(server, context, 'exportSectorRows', ({ study }, { params, query, reply }) => {
    const asked = rowsAsked(query);
    if (!asked.ok) return asked;
    const csv = tableCsv(study, params.table, asked.value);
    if (!csv.ok) return csv;
    reply.type('text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="${params.table}-${study.loaded.sector.asOf}.csv"`);
    return { ok: true, value: Readable.from(csv.value, { objectMode: false }) };
  });
  sectorRoute(server, context, 'getSectorRecord', ({ study }, { params, query }) => {
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

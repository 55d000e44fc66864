import { changesBetween, countryName, namedCapEffect, trendOf } from '@underpin/app';
import { criticality, silent } from '@underpin/model';
import type { FastifyInstance } from 'fastify';
import { currencyOf } from './currency-of.ts';
import { datesTold, marketTables } from './market-tables.ts';
import { answerTo, once, type SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute } from './sector-route.ts';
import { subjectOf } from './subject-of.ts';

const linesTold = 200;

/** What differs between reference dates. */
export function changeRoutes(server: FastifyInstance, sectors: SectorKeeper): void {
  sectorRoute(server, sectors, 'listSectorDates', async () => ({
    ok: true,
    value: {
      items: (await sectors.dates()).map(({ date, submissions, entities }) => ({
        date,
        submissions,
        institutions: entities.size,
      })),
    },
  }));
  sectorRoute(server, sectors, 'getSectorChanges', async (_latest, { query: { from, to } }) => {
    if (from >= to) return { ok: false, reason: `Expected "from" before "to": "${from}" is not before "${to}".` };
    const contexts = await sectors.alike([from, to]);
    if (!contexts.ok) return contexts;
    const [before, after] = contexts.value as readonly [SectorContext, SectorContext];
    const changes = await once(after, `changes since ${from}`, () => changesBetween(before.study, after.study, silent));
    const entities = async (date: string): Promise<number> =>
      (await sectors.dates()).filter((one) => one.date <= date).at(-1)?.entities.size ?? 0;
    const { sector } = after.study.loaded;
    const [then, now] = [await entities(from), await entities(to)];
    return {
      ok: true,
      value: {
        from,
        to,
        alike: { before: then, after: now, both: then },
        counts: [...changes.counts],
        criticalFunctions: { before: criticalOf(before), after: criticalOf(after) },
        lines: changes.lines.slice(0, linesTold).map(({ line, ...one }) => ({
          ...one,
          name: one.kind === 'country' ? countryName(one.name) : one.name,
          subject: subjectOf(line, sector),
        })),
        more: Math.max(0, changes.lines.length - linesTold),
        concentration: changes.concentration.map(({ id, label, before: was, after: is, change, verdict }) => ({
          id,
          label,
          before: was,
          after: is,
          change,
          verdict,
        })),
      },
    };
  });
  sectorRoute(server, sectors, 'getTrend', async (_latest, { query: { subject } }) => {
    const dates = (await sectors.dates()).slice(-datesTold);
    const contexts: SectorContext[] = [];
    for (const { date } of dates) {
      const context = await sectors.at(date);
      if (!context.ok) return context;
      contexts.push(context.value);
    }
    const answer = trendOf(
      contexts.map(({ study }) => study),
      { expression: subject },
      (study) => answerTo({ study }, subject),
    );
    if (!answer.ok) return answer;
    return {
      ok: true,
      value: {
        institutions: dates.map(({ date, entities }) => ({ date, institutions: entities.size })),
        items: answer.value.map(({ id, label, unit, points }) => ({ id, label, unit, points: [...points] })),
      },
    };
  });
  sectorRoute(server, sectors, 'getMarket', async (latest, { query: { of } }) => {
    const tables = await marketTables(sectors, latest, of);
    if (!tables.ok) return tables;
    const dates = (await sectors.dates()).slice(-datesTold);
    const currency = currencyOf(latest) ?? '';
    const items = tables.value.map((table) => ({
      ...table,
      dates: [...table.dates],
      total: [...table.total],
      growth: [...table.growth],
      unobserved: [...table.unobserved],
      rows: table.rows.map((row) => ({
        ...row,
        amount: [...row.amount],
        share: [...row.share],
        growth: [...row.growth],
      })),
    }));
    const counted = of === 'alike' ? (dates[0]?.entities.size ?? 0) : null;
    const institutions = dates.map(({ date, entities }) => ({
      date,
      counted: counted ?? entities.size,
      submitted: entities.size,
    }));
    return { ok: true, value: { items, currency, institutions } };
  });
  sectorRoute(server, sectors, 'getCapEffect', ({ study }, { query: { subject, share } }) => {
    const effect = namedCapEffect(study, { expression: subject }, share);
    if (!effect.ok) return effect;
    const { currency, volume, lost, unobserved, institutions, sellers } = effect.value;
    return {
      ok: true,
      value: {
        asOf: study.loaded.sector.asOf,
        share,
        currency,
        volume,
        toMove: lost,
        unobserved,
        institutions: institutions.map(({ basis: _basis, n: _n, ...one }) => ({
          ...one,
          name: one.name ?? one.institution,
        })),
        sellers: sellers.map(({ basis: _basis, n: _n, ...one }) => ({ ...one, name: one.name ?? '' })),
      },
    };
  });
}

export function criticalOf({ study }: SectorContext): number {
  return study.loaded.sector.functions.critical.reduce((sum, one) => sum + (one === criticality.yes ? 1 : 0), 0);
}

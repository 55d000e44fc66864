import {
  concentrationsOf,
  countryName,
  flowsToFunctions,
  type HeatMap,
  heatMap,
  makeOverview,
  partsOf,
  type RankLine,
  rank,
  singlePointsOf,
} from '@underpin/app';
import { type Figure, silent, type Weight } from '@underpin/model';
import type { FastifyInstance } from 'fastify';
import { version } from '../version.ts';
import { criticalOf } from './changes.ts';
import { currencyOf } from './currency-of.ts';
import { once, type SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute } from './sector-route.ts';
import { subjectOf } from './subject-of.ts';

const flowGroups = 10;

export function overviewRoutes(server: FastifyInstance, sectors: SectorKeeper): void {
  sectorRoute(server, sectors, 'getSector', async (asked) => ({
    ok: true,
    value: await overviewFor(asked),
  }));
  sectorRoute(server, sectors, 'getRanking', async (asked, { query: { kind, limit } }) => {
    const { sector } = asked.study.loaded;
    const lines = await rankingFor(asked, kind);
    const items = lines
      .toSorted(
        (a, b) =>
          b.criticalFunctionsLost.atMost - a.criticalFunctionsLost.atMost ||
          b.criticalFunctionsLost.atLeast - a.criticalFunctionsLost.atLeast,
      )
      .slice(0, limit)
      .map((line) => ({
        ...line,
        name: line.kind === 'country' ? countryName(line.name) : line.name,
        subject: subjectOf(line, sector),
        figures: [...line.figures],
      }));
    return {
      ok: true,
      value: { items, criticalFunctions: criticalOf(asked), institutions: sector.institutions.count },
    };
  });
  sectorRoute(server, sectors, 'getHeatMap', (asked, { query: { groups, offset, limit } }) => {
    const { groups: told, institutions } = heatMapFor(asked, groups);
    return {
      ok: true,
      value: {
        groups: [...told],
        institutions: institutions.slice(offset, offset + limit).map((one) => ({ ...one, lost: [...one.lost] })),
        total: institutions.length,
      },
    };
  });
  sectorRoute(server, sectors, 'getConcentration', (asked, { query: { by, part, weight } }) => {
    if ((by === 'sector') !== (part === undefined))
      return { ok: false, reason: 'Expected "by" and "part" together, or neither.' };
    const chosen = by === 'sector' ? undefined : partsOf(asked.study, by).find(({ scope }) => scope.id === part);
    if (by !== 'sector' && chosen === undefined)
      return { ok: false, kind: 'not found', reason: `There is no ${by} "${part}" in this sector.` };
    const figures =
      chosen === undefined ? concentrationFor(asked, weight) : concentrationsOf(asked.study, weight, chosen);
    return { ok: true, value: { figures } };
  });
}

/** What everybody asks for: each is made when it is first asked for, and kept. */
export const overviewFor = (asked: SectorContext) => once(asked, 'overview', () => overview(asked));
export const rankingFor = (asked: SectorContext, kind: RankLine['kind']): Promise<RankLine[]> =>
  once(asked, `ranking ${kind}`, () => rank(asked.study, [kind], 500, silent));
export const heatMapFor = (asked: SectorContext, groups: number): HeatMap =>
  once(asked, `heat map ${groups}`, () => heatMap(asked.study, groups));
export const concentrationFor = (asked: SectorContext, weight: Weight): Figure[] =>
  once(asked, `concentration ${weight}`, () => concentrationsOf(asked.study, weight));

async function overview(context: SectorContext) {
  const { study, example, reviews, now } = context;
  const { sector } = study.loaded;
  const made = await makeOverview(study, {
    title: '',
    notice: null,
    reviews,
    commands: [],
    version,
    now,
    progress: silent,
  });
  const points = singlePointsOf(study, silent).filter(({ kind }) => kind !== 'country' && kind !== 'product line');
  return {
    example,
    asOf: sector.asOf,
    currency: currencyOf(context),
    institutions: sector.institutions.count,
    withRegister: made.coverage.withRegister,
    withInventory: made.coverage.withInventory,
    functions: sector.functions.count,
    criticalFunctions: criticalOf(context),
    serviceUses: sector.serviceUses.count,
    arrangements: sector.arrangements.count,
    providers: sector.providers.count,
    groups: study.control.groups.length,
    assets: sector.assets.count,
    products: sector.products.count,
    singlePoints: { certain: points.filter(({ certain }) => certain).length, possible: points.length },
    flows: flowsToFunctions(study, flowGroups),
    unobserved: [...made.coverage.unobserved],
    checks: made.checks.map(({ rule, severity, message, findings, institutions }) => ({
      rule,
      severity,
      message,
      findings,
      institutions,
    })),
    reviews: [...reviews],
  };
}

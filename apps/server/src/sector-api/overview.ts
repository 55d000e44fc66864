import {
  concentrationsOf,
  countryName,
  flowsToFunctions,
  heatMap,
  makeOverview,
  partsOf,
  rank,
  singlePointsOf,
} from '@underpin/app';
import { silent } from '@underpin/model';
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
    value: await once(asked, 'overview', () => overview(asked)),
  }));
  sectorRoute(server, sectors, 'getRanking', async (asked, { query: { kind, limit } }) => {
    const { sector } = asked.study.loaded;
    const lines = await once(asked, `ranking ${kind}`, () => rank(asked.study, [kind], 500, silent));
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
    const { groups: told, institutions } = once(asked, `heat map ${groups}`, () => heatMap(asked.study, groups));
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
    const make = () => concentrationsOf(asked.study, weight, chosen);
    const figures = chosen === undefined ? once(asked, `concentration ${weight}`, make) : make();
    return { ok: true, value: { figures } };
  });
}

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

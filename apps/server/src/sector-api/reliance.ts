import {
  cutSetsOfFunction,
  fallRounds,
  figureOfAnswer,
  figuresOfCap,
  figuresOfSector,
  figuresOfSubject,
  type FigureTold,
  graphOf,
  losesCritical,
  lossesByPart,
  rank,
  sharesByPart,
  standAgainOf,
  whyFunctionFalls,
} from '@underpin/app';
import { rankedKindSchema, toldAtFirst } from '@underpin/contract';
import { type Figure, type IsoDate, ok, type Result, silent } from '@underpin/model';
import type { FastifyInstance } from 'fastify';
import { concentrationFor } from './overview.ts';
import { marketTables } from './market-tables.ts';
import { answerTo, once, type SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute } from './sector-route.ts';

const namedARound = 60;
const byLateness = { late: 0, 'cannot tell': 1, 'in time': 2 } as const;

export function relianceRoutes(server: FastifyInstance, sectors: SectorKeeper): void {
  sectorRoute(server, sectors, 'getReliance', (asked, { query: { subject } }) => {
    const answer = answerTo(asked, subject);
    if (!answer.ok) return answer;
    const { withdrawal, directShares, concentration, blind } = answer.value;
    const hit = lossesByPart(withdrawal, 'institution').filter(losesCritical);
    const { functions } = withdrawal;
    return {
      ok: true,
      value: {
        subject,
        asOf: withdrawal.asOf,
        selected: { ...withdrawal.selected },
        unobserved: { ...withdrawal.unobserved },
        notes: [...withdrawal.notes],
        figures: [...withdrawal.figures],
        directShares: [...directShares],
        concentration: [...concentration],
        byInstitution: hit.slice(0, toldAtFirst),
        institutionsHit: hit.length,
        functions: functions.slice(0, toldAtFirst),
        functionsLost: functions.length,
        criticalLost: functions.filter(({ critical }) => critical).length,
        weakened: {
          atLeast: Math.min(withdrawal.weakened.atLeast, withdrawal.weakened.atMost),
          atMost: Math.max(withdrawal.weakened.atLeast, withdrawal.weakened.atMost),
        },
        blind,
      },
    };
  });
  sectorRoute(server, sectors, 'listLostFunctions', (asked, { query: { subject, critical, offset, limit } }) => {
    const answer = answerTo(asked, subject);
    if (!answer.ok) return answer;
    const { functions } = answer.value.withdrawal;
    const all = critical === 'yes' ? functions.filter((one) => one.critical) : functions;
    return { ok: true, value: { items: all.slice(offset, offset + limit), total: all.length } };
  });
  sectorRoute(server, sectors, 'getLosses', (asked, { query: { subject, by, offset, limit } }) => {
    const answer = answerTo(asked, subject);
    if (!answer.ok) return answer;
    const figures = lossesByPart(answer.value.withdrawal, by);
    return { ok: true, value: { figures: figures.slice(offset, offset + limit), total: figures.length } };
  });
  sectorRoute(server, sectors, 'getDirectShares', ({ study }, { query: { subject, by } }) => {
    const figures = sharesByPart(study, { expression: subject }, by);
    return figures.ok ? { ok: true, value: { figures: figures.value } } : figures;
  });
  sectorRoute(server, sectors, 'getFall', ({ study }, { query: { subject, bound } }) => {
    const rounds = fallRounds(study, { expression: subject }, bound, namedARound);
    if (!rounds.ok) return rounds;
    return {
      ok: true,
      value: { rounds: rounds.value.map((one) => ({ ...one, kinds: { ...one.kinds }, named: [...one.named] })) },
    };
  });
  sectorRoute(server, sectors, 'getGraph', ({ study }, { query }) => {
    const { subject, institution, function: fn, bound, falling, limit } = query;
    if ((institution === undefined) !== (fn === undefined))
      return { ok: false, reason: 'Expected "institution" and "function" together, or neither.' };
    const graph = graphOf(study, {
      subject: subject === undefined ? null : { expression: subject },
      of: institution === undefined || fn === undefined ? null : { institution, function: fn },
      bound,
      onlyFalling: falling === 'yes',
      limit,
    });
    if (!graph.ok) return graph;
    const { nodes, links, cut } = graph.value;
    return {
      ok: true,
      value: { nodes: [...nodes], links: links.map(([from, to]): [number, number] => [from, to]), cut },
    };
  });
  sectorRoute(server, sectors, 'getWhyFunction', ({ study }, { query }) => {
    const why = whyFunctionFalls(study, { expression: query.subject }, query);
    return why.ok ? { ok: true, value: { ...why.value, path: [...why.value.path], rows: [...why.value.rows] } } : why;
  });
  sectorRoute(server, sectors, 'getStandAgain', ({ study }, { query: { subject, notice, offset, limit } }) => {
    const answer = standAgainOf(study, { expression: subject }, notice ?? 'contract');
    if (!answer.ok) return answer;
    const { lines, figure } = answer.value;
    const late = lines.toSorted((a, b) => byLateness[a.verdict] - byLateness[b.verdict]);
    return { ok: true, value: { lines: late.slice(offset, offset + limit), total: lines.length, figure } };
  });
  sectorRoute(server, sectors, 'getBasis', async (asked, { query }) => {
    const found = await figureAsked(sectors, asked, query);
    if (!found.ok) return found;
    const figure = found.value;
    if (figure === undefined)
      return { ok: false, kind: 'not found', reason: `There is no figure "${query.figure}" for this subject.` };
    const rows = figure.basis();
    return { ok: true, value: { figure, rows: rows.slice(0, query.limit), total: rows.length } };
  });
  sectorRoute(server, sectors, 'getCutSets', ({ study }, { query }) => {
    const { institution, function: fn, of, bound, limit } = query;
    const sets = cutSetsOfFunction(study, { institution, function: fn, of, bound, maxOrder: 4, first: limit });
    if (!sets.ok) return sets;
    return {
      ok: true,
      value: {
        total: sets.value.minimal_cut_sets,
        byOrder: [...sets.value.by_order],
        first: sets.value.first.map((set) => [...set]),
      },
    };
  });
}

interface BasisAsked {
  readonly figure: string;
  readonly subject?: string | undefined;
  readonly of?: 'alike' | 'all' | undefined;
  readonly at?: IsoDate | undefined;
  readonly cap?: number | undefined;
}

/** The figure of an id: from what was answered before, else computed for its own part of the sector or its market. */
async function figureAsked(
  sectors: SectorKeeper,
  asked: SectorContext,
  { figure: wanted, subject, of, at, cap }: BasisAsked,
): Promise<Result<Figure | undefined>> {
  if (wanted.startsWith('market')) {
    const tables = await marketTables(sectors, asked, of ?? 'all');
    if (!tables.ok) return tables;
    const date = at ?? asked.study.loaded.sector.asOf;
    const figures = tables.value.flatMap((table) => {
      const place = table.dates.indexOf(date);
      return place < 0 ? [] : table.figures(place);
    });
    return ok(figures.find(({ id }) => id === wanted));
  }
  if (subject === undefined) {
    const known = await figuresFor(asked);
    const figure = known.find(({ id }) => id === wanted);
    if (figure !== undefined) return ok(figure);
    return ok(figureOf(await figuresOfSector(asked.study, wanted, silent), wanted));
  }
  if (cap !== undefined) {
    const effect = figuresOfCap(asked.study, { expression: subject }, cap);
    return effect.ok ? ok(figureOf(effect.value, wanted)) : effect;
  }
  const answer = answerTo(asked, subject);
  if (!answer.ok) return answer;
  const figure = figureOfAnswer(answer.value, wanted);
  if (figure !== undefined) return ok(figure);
  const more = figuresOfSubject(asked.study, { expression: subject }, wanted);
  return more.ok ? ok(figureOf(more.value, wanted)) : more;
}

/** The figures that need no subject and stand on the pages first seen. */
export const figuresFor = (asked: SectorContext): Promise<Figure[]> =>
  once(asked, 'all figures', async () => [
    ...(await rank(asked.study, rankedKindSchema.options, 500, silent)).flatMap((line) => line.figures),
    ...concentrationFor(asked, 'count'),
  ]);

function figureOf(figures: readonly FigureTold[], wanted: string): Figure | undefined {
  return figures.find(({ id }) => id === wanted)?.figure ?? undefined;
}

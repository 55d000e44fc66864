import type { Call, Endpoints, Problem, sectorEndpoints } from '@underpin/contract';
import type { z } from 'zod';

type Names = keyof typeof sectorEndpoints;
/** What an endpoint answers. */
export type AnswerOf<N extends Names> = Endpoints[N] extends { readonly response: infer S extends z.ZodType }
  ? z.output<S>
  : never;

/** Addresses as the contract has them; the types fail when it moves one. */
const paths: { readonly [N in Names]: Endpoints[N]['path'] } = {
  getSector: '/sector',
  listSubjectFields: '/sector/fields',
  listSubjectValues: '/sector/fields/:field',
  listSectorRows: '/sector/tables/:table',
  exportSectorRows: '/sector/tables/:table/csv',
  exportFiledRows: '/sector/tables/:table/filed',
  exportSectorWorkbook: '/sector/tables/:table/xlsx',
  getSectorHistory: '/sector/tables/:table/history',
  listSectorDates: '/sector/dates',
  getSectorChanges: '/sector/changes',
  getTrend: '/sector/trend',
  getGraph: '/sector/graph',
  getOwnershipMap: '/sector/control/map',
  getSectorRecord: '/sector/tables/:table/record',
  getReliance: '/sector/reliance',
  listLostFunctions: '/sector/lost-functions',
  getLosses: '/sector/losses',
  getDirectShares: '/sector/direct-shares',
  getFall: '/sector/fall',
  getWhyFunction: '/sector/why-function',
  getStandAgain: '/sector/stand-again',
  getBasis: '/sector/basis',
  getRanking: '/sector/ranking',
  getHeatMap: '/sector/heat-map',
  getConcentration: '/sector/concentration',
  getCutSets: '/sector/cut-sets',
  listControlEntities: '/sector/control/entities',
  getControl: '/sector/control',
  getSale: '/sector/sale',
  getMarket: '/sector/market',
  getCapEffect: '/sector/cap-effect',
  checkPackage: '/sector/check',
  planProgramme: '/sector/programme/runs',
  getProgrammeRun: '/sector/programme/runs/:run',
  watchProgrammeRun: '/sector/programme/runs/:run/events',
  cancelProgrammeRun: '/sector/programme/runs/:run/cancel',
  getProgrammeRunFile: '/sector/programme/runs/:run/file',
  exportProgrammeRun: '/sector/programme/runs/:run/export',
};

const loadingType = '/problems/loading';

/** The server answered that it cannot; the message is for people. */
export class Refusal extends Error {
  readonly status: number;
  /** The server loads what was asked for and will have it in a moment. */
  readonly loading: boolean;
  /** Each thing that is wrong with what was sent. */
  readonly details: readonly string[];
  constructor(problem: Problem) {
    super(problem.detail);
    this.status = problem.status;
    this.loading = problem.type === loadingType;
    this.details = (problem.errors ?? []).map(({ at, message }) => `${at}: ${message}`);
  }
}

/** Address of an endpoint with its parameters. */
export function addressOf<N extends Names>(name: N, call: Call<Endpoints[N]>): string {
  const { params = {}, query = {} } = call as {
    params?: Record<string, string>;
    query?: Record<string, string | number | undefined>;
  };
  const path = paths[name].replaceAll(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part] ?? ''));
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();
  return `/api/v1${path}${asked === '' ? '' : `?${asked}`}`;
}

/** Asks the server. Throws {@link Refusal} when it cannot answer, and a `TypeError` when it cannot be reached. */
export async function ask<N extends Names>(
  name: N,
  call: Call<Endpoints[N]>,
  options: {
    readonly signal?: AbortSignal;
    readonly file?: Blob;
    readonly post?: unknown;
    readonly headers?: Record<string, string>;
  } = {},
): Promise<AnswerOf<N>> {
  const { signal, file, post, headers } = options;
  const answer = await fetch(addressOf(name, call), {
    headers: {
      accept: 'application/json',
      ...headers,
      ...(file === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      ...(post === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(signal === undefined ? {} : { signal }),
    ...(file === undefined ? {} : { method: 'POST', body: file }),
    ...(post === undefined ? {} : { method: 'POST', body: JSON.stringify(post) }),
  });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  return (await answer.json()) as AnswerOf<N>;
}

import {
  asOf,
  type ControlOfDay,
  controlOfDay,
  controlStatusNames,
  countryOfControl,
  integratedOwnership,
} from '@underpin/control';
import {
  type Bounds,
  dayNumber,
  entityKind,
  type Finding,
  type IsoDate,
  ok,
  type OwnershipGraph,
  refused,
  type Result,
} from '@underpin/model';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
}

/** One row that a step of the proof rests on. */
interface ProofRow {
  readonly owner: string;
  readonly share: Bounds | null;
  readonly source: string;
  readonly line: number;
}

/** Who controls one entity on a day: the answer, the three views beside each other, and the path as proof. */
export interface ControlAnswer {
  readonly entity: Named;
  readonly asOf: IsoDate;
  readonly head: Named;
  /** ISO 3166-1 alpha-2; null is unobserved. */
  readonly countryOfControl: string | null;
  readonly status: string;
  /** Whether somebody unseen may stand above the head. */
  readonly aboveHead: string;
  readonly possibleBy: (Named & { readonly countryOfControl: string | null }) | null;
  readonly views: Readonly<
    Record<'company control' | 'consolidation' | 'self-reported', { readonly head: Named; readonly status: string }>
  >;
  readonly effectiveOwners: readonly (Named & { readonly share: Bounds })[];
  readonly path: readonly {
    readonly view: string;
    readonly from: Named;
    readonly to: Named;
    readonly rows: readonly ProofRow[];
  }[];
  readonly findings: readonly Finding[];
}

const ownersTold = 20;

/** Answers who controls an entity as of a date. Refused when the data do not hold the entity. */
export function controlOf(graph: OwnershipGraph, id: string, date: IsoDate): Result<ControlAnswer> {
  const day = dayNumber(date);
  if (day === null) return refused(`Cannot answer as of "${date}": expected a date as yyyy-mm-dd`);
  const entity = graph.entities.id.indexOf(id);
  if (entity < 0)
    return refused(
      `Cannot tell who controls "${id}": none of the ${graph.entities.count} entities in the data has this id`,
    );
  const control = controlOfDay(graph, day);
  const answer = countryOfControl(control, entity);
  const names = namer(graph);
  const view = (of: Pick<ControlOfDay['companyControl'], 'head' | 'status'>) => ({
    head: names(of.head[entity] ?? entity),
    status: controlStatusNames[(of.status[entity] ?? 0) as 0 | 1 | 2 | 3],
  });
  return ok({
    entity: names(entity),
    asOf: date,
    head: names(answer.head),
    countryOfControl: answer.country,
    status: answer.status,
    aboveHead: answer.above,
    possibleBy:
      answer.possibleBy < 0 ? null : { ...names(answer.possibleBy), countryOfControl: answer.possibleCountry },
    views: {
      'company control': view(control.companyControl),
      consolidation: view(control.consolidation),
      'self-reported': view(control.selfReported),
    },
    effectiveOwners: integratedOwnership(asOf(graph, day))
      .ownersOf(entity)
      .slice(0, ownersTold)
      .map(({ owner, share }) => ({ ...names(owner), share })),
    path: answer.path.map((leg) => ({
      view: leg.view,
      from: names(leg.from),
      to: names(leg.to),
      rows: [
        ...leg.steps.flatMap(({ holdings }) =>
          holdings.map(({ owner, min, max, row }) => proofRow(graph, row, owner, { atLeast: min, atMost: max })),
        ),
        ...leg.rows.map((row) => proofRow(graph, row, graph.edges.owner[row] ?? -1, null)),
      ],
    })),
    findings: control.findings,
  });
}

function namer({ entities }: OwnershipGraph): (entity: number) => Named {
  return (entity) => {
    const code = entities.country.codes[entity] ?? -1;
    const person = entities.kind[entity] === entityKind.person;
    return {
      id: entities.id[entity] ?? '',
      name: person ? 'a natural person' : (entities.name[entity] ?? ''),
      country: code < 0 ? null : (entities.country.values[code] ?? null),
    };
  };
}

function proofRow(graph: OwnershipGraph, row: number, owner: number, share: Bounds | null): ProofRow {
  const { edges, entities, sources } = graph;
  return {
    owner: entities.id[owner] ?? '',
    share,
    source: sources[edges.origins.source[row] ?? -1] ?? '',
    line: edges.origins.line[row] ?? 0,
  };
}

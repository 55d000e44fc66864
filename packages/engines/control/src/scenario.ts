import { dateOfDay, dayNumber, noDay, ok, ownershipKind, refused } from '@underpin/model';
import { holdsOn } from './as-of.ts';
import { withRows } from './with-rows.ts';
import type { AddedBrand, AddedEdge } from './with-rows.ts';
import type { IsoDate, OwnershipGraph, OwnershipKind, Result } from '@underpin/model';

/** Adds an edge from a date on. Entities are named by id and must be in the graph. */
export interface AddEdge {
  readonly act: 'add';
  readonly owner: string;
  readonly owned: string;
  readonly kind: keyof typeof ownershipKind;
  /** Share 0..1; left out when it is not known. */
  readonly share?: { readonly min: number; readonly max: number };
}

/** Ends the edges of an owner in an entity (of one kind, or of all kinds). */
export interface CloseEdge {
  readonly act: 'close';
  readonly owner: string;
  readonly owned: string;
  readonly kind?: keyof typeof ownershipKind;
}

/** Hands the edges of an owner in an entity to another owner, with their shares. */
export interface MoveEdge {
  readonly act: 'move';
  readonly owner: string;
  readonly owned: string;
  readonly to: string;
  readonly kind?: keyof typeof ownershipKind;
}

/** Hands a brand, such as a line of servers, to another owner. */
export interface MoveBrand {
  readonly act: 'move brand';
  readonly brand: string;
  readonly to: string;
}

export type ControlChange = AddEdge | CloseEdge | MoveEdge | MoveBrand;

/** What would change, and from which day. */
export interface ControlScenario {
  readonly on: IsoDate;
  readonly changes: readonly ControlChange[];
}

const scenarioSource = 'scenario';

/**
 * The graph as it would be: closed edges end the day before `on`, new ones begin on it; nothing before it changes. The
 * given graph stays as it is. Refused when an entity, edge or brand that a change names is not there on that day.
 *
 * @example changeOfControl(graph, { on: '2014-10-01', changes: [{ act: 'move brand', brand: 'System x', to: '2549...' }] })
 */
export function changeOfControl(graph: OwnershipGraph, scenario: ControlScenario): Result<OwnershipGraph> {
  const day = dayNumber(scenario.on);
  if (day === null) return refused(`Cannot apply the scenario on "${scenario.on}": expected a date as yyyy-mm-dd`);
  const index = indexOf(graph, scenario);
  const edgeTo = graph.edges.to.slice();
  const brandTo = graph.brands.to.slice();
  const edges: AddedEdge[] = [];
  const brands: AddedBrand[] = [];
  for (const [place, change] of scenario.changes.entries()) {
    const names = change.act === 'add' || change.act === 'close' ? [change.owner, change.owned] : [change.to];
    if (change.act === 'move') names.push(change.owner, change.owned);
    const missing = names.find((name) => !index.has(name));
    if (missing !== undefined)
      return refused(`Cannot ${change.act} "${missing}": no entity of that id is in the ownership data. Add it first`);
    const origin = { from: day, source: scenarioSource, line: place + 1 };
    if (change.act === 'add') {
      const { min, max } = change.share ?? { min: Number.NaN, max: Number.NaN };
      if (min < 0 || max > 1 || min > max)
        return refused(`Cannot add a share of ${min} to ${max}: expected 0 <= min <= max <= 1`);
      const [owner, owned] = [index.get(change.owner) ?? 0, index.get(change.owned) ?? 0];
      edges.push({
        ...origin,
        owner,
        owned,
        kind: ownershipKind[change.kind],
        shareMin: min,
        shareMax: max,
        to: noDay,
      });
      continue;
    }
    if (change.act === 'move brand') {
      const open = rowsOn(graph.brands, brandTo, day).filter((row) => graph.brands.brand[row] === change.brand);
      if (open.length === 0)
        return refused(
          `Cannot move the brand "${change.brand}": nobody owns it on ${dateOfDay(day)} by what is stated`,
        );
      const to = Math.max(...open.map((row) => brandTo[row] as number));
      for (const row of open) brandTo[row] = day - 1;
      brands.push({ ...origin, brand: change.brand, owner: index.get(change.to) ?? 0, to });
      continue;
    }
    const kind = change.kind === undefined ? null : ownershipKind[change.kind];
    const held = edgesBetween(graph, edgeTo, day, index.get(change.owner) ?? 0, index.get(change.owned) ?? 0, kind);
    if (held.length === 0)
      return refused(
        `Cannot ${change.act} the edge from "${change.owner}" to "${change.owned}": none is stated on ${dateOfDay(day)}`,
      );
    for (const row of held) {
      if (change.act === 'move') {
        edges.push({
          ...origin,
          owner: index.get(change.to) ?? 0,
          owned: graph.edges.owned[row] as number,
          kind: graph.edges.kind[row] as OwnershipKind,
          shareMin: graph.edges.shareMin[row] as number,
          shareMax: graph.edges.shareMax[row] as number,
          to: edgeTo[row] as number,
        });
      }
      edgeTo[row] = day - 1;
    }
  }
  return ok(withRows(graph, edgeTo, brandTo, edges, brands));
}

function indexOf(graph: OwnershipGraph, scenario: ControlScenario): ReadonlyMap<string, number> {
  const wanted = new Set<string>();
  for (const change of scenario.changes) {
    if ('owner' in change) wanted.add(change.owner).add(change.owned);
    if ('to' in change) wanted.add(change.to);
  }
  const index = new Map<string, number>();
  graph.entities.id.forEach((id, entity) => {
    if (wanted.has(id)) index.set(id, entity);
  });
  return index;
}

function rowsOn(rows: { readonly count: number; readonly from: Int32Array }, to: Int32Array, day: number): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.count; row += 1) {
    if (holdsOn(rows.from[row] as number, to[row] as number, day)) found.push(row);
  }
  return found;
}

function edgesBetween(
  graph: OwnershipGraph,
  to: Int32Array,
  day: number,
  owner: number,
  owned: number,
  kind: number | null,
): number[] {
  const { edges } = graph;
  const found: number[] = [];
  for (let row = 0; row < edges.count; row += 1) {
    if (edges.owner[row] !== owner || edges.owned[row] !== owned) continue;
    if (kind !== null && edges.kind[row] !== kind) continue;
    if (holdsOn(edges.from[row] as number, to[row] as number, day)) found.push(row);
  }
  return found;
}

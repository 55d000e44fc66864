import { holdsOn } from './as-of.ts';
import { asOf } from './as-of.ts';
import { compareViews } from './compare-views.ts';
import { controlPolicy } from './policy.ts';
import { controlStatus } from './status.ts';
import { companyControl } from './views/company-control.ts';
import { consolidation, selfReported } from './views/consolidation.ts';
import type { ControlPolicy } from './policy.ts';
import type { ViewName, ViewOfControl } from './status.ts';
import type { CompanyControl } from './views/company-control.ts';
import type { ParentView } from './views/consolidation.ts';
import type { Finding, OwnershipGraph } from '@underpin/model';

/** All views of a day and the group that they give together. */
export interface ControlOfDay {
  readonly graph: OwnershipGraph;
  readonly day: number;
  readonly companyControl: CompanyControl;
  readonly consolidation: ParentView;
  readonly selfReported: ParentView;
  /** Group head of every entity: the views followed upwards in the policy's order; itself when nobody is named. */
  readonly group: Int32Array;
  /** How far that is known, one of {@link controlStatus}. */
  readonly status: Uint8Array;
  /** The view that led the first step up, -1 when none did (index into `policy.viewOrder`). */
  readonly view: Int8Array;
  readonly findings: readonly Finding[];
}

/**
 * Who controls every entity on a day. All three views are kept; `group` follows, from each entity upwards, the first view
 * in the policy's order that names somebody. Where none does: *possible* if company control leaves a named controller
 * open, *not controlled* only if the stated votes rule every controller out, else *unknown*.
 *
 * @example controlOfDay(graph, dayNumber('2014-05-27') ?? 0).group
 */
export function controlOfDay(graph: OwnershipGraph, day: number, policy: ControlPolicy = controlPolicy): ControlOfDay {
  const current = asOf(graph, day);
  const votes = companyControl(current, policy);
  const accounts = consolidation(current);
  const reported = selfReported(current);
  const views: readonly ViewOfControl[] = [votes, accounts, reported];
  const ordered = policy.viewOrder.map((name) => named(views, name));
  const count = graph.entities.count;
  const group = new Int32Array(count).fill(-1);
  const status = new Uint8Array(count);
  const view = new Int8Array(count).fill(-1);
  const onPath = new Int32Array(count).fill(-1);
  const walked: number[] = [];
  for (let entity = 0; entity < count; entity += 1) {
    view[entity] = ordered.findIndex(
      (each) => each.status[entity] === controlStatus.controlled && each.head[entity] !== entity,
    );
  }
  for (let entity = 0; entity < count; entity += 1) {
    let at = entity;
    walked.length = 0;
    while (group[at] === -1 && view[at] !== -1 && onPath[at] !== entity) {
      onPath[at] = entity;
      walked.push(at);
      at = ordered[view[at] as number]?.head[at] as number;
    }
    const circle = view[at] !== -1 && group[at] === -1;
    const top = circle ? Math.min(...walked.slice(walked.indexOf(at))) : group[at] === -1 ? at : (group[at] as number);
    group[at] = top;
    for (const below of walked) group[below] = top;
  }
  for (let entity = 0; entity < count; entity += 1) {
    if (view[entity] !== -1) status[entity] = controlStatus.controlled;
    else status[entity] = votes.status[entity] as number;
  }
  const findings = [...views.flatMap((each) => each.findings), ...compareViews(graph, views)];
  return {
    graph,
    day,
    companyControl: votes,
    consolidation: accounts,
    selfReported: reported,
    group,
    status,
    view,
    findings,
  };
}

/** Who owns each brand on a day: index of the entity, by brand. Of two owners on one day the later one is kept. */
export function brandOwners(graph: OwnershipGraph, day: number): ReadonlyMap<string, number> {
  const { brands } = graph;
  const owners = new Map<string, { owner: number; from: number }>();
  for (let row = 0; row < brands.count; row += 1) {
    const from = brands.from[row] as number;
    if (!holdsOn(from, brands.to[row] as number, day)) continue;
    const brand = brands.brand[row] as string;
    const known = owners.get(brand);
    if (known === undefined || from >= known.from) owners.set(brand, { owner: brands.owner[row] as number, from });
  }
  return new Map([...owners].map(([brand, { owner }]) => [brand, owner]));
}

function named(views: readonly ViewOfControl[], name: string): ViewOfControl {
  const found = views.find((view) => view.name === (name as ViewName));
  if (found === undefined) throw new RangeError(`Cannot order the views: "${name}" is no view of control`);
  return found;
}

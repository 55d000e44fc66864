import { controlProof } from './control-path.ts';
import { controlPolicy } from './policy.ts';
import { controlStatusNames } from './status.ts';
import { isOwnMaster } from './views/unknown-control.ts';
import type { ControlStep } from './control-path.ts';
import type { ControlOfDay } from './control-view.ts';
import type { ControlPolicy } from './policy.ts';
import type { ParentView } from './views/consolidation.ts';

/** One leg of a path: from an entity up to the head that one view names, with what that view rests on. */
export interface ControlLeg {
  readonly view: string;
  readonly from: number;
  readonly to: number;
  /** Company control: the proof. */
  readonly steps: readonly ControlStep[];
  /** The other views: rows of `graph.edges`, one per step up. */
  readonly rows: readonly number[];
}

export interface CountryOfControl {
  readonly entity: number;
  readonly head: number;
  /** ISO 3166-1 alpha-2 of the head, `null` when unobserved. A state or state body counts as its state. */
  readonly country: string | null;
  /** Whether somebody else controls the entity, as far as stated. */
  readonly status: (typeof controlStatusNames)[number];
  /** Whether somebody may stand above the head: its own status. */
  readonly above: (typeof controlStatusNames)[number];
  /** For *possible*: the one who may control the head, -1 otherwise. */
  readonly possibleBy: number;
  /** The one who may control the head lives in this country, where that is stated. */
  readonly possibleCountry: string | null;
  readonly path: readonly ControlLeg[];
}

/**
 * Country of control of one entity, with the path as proof. The country is that of the group's head; `above` says whether
 * somebody unseen may stand over that head, so that "the last one we know of" is not read as "the last one".
 *
 * @example countryOfControl(controlOfDay(graph, day), provider).country
 */
export function countryOfControl(
  control: ControlOfDay,
  entity: number,
  policy: ControlPolicy = controlPolicy,
): CountryOfControl {
  const { entities } = control.graph;
  const head = control.group[entity] as number;
  const possibleBy = control.companyControl.possibleBy[head] ?? -1;
  const master = isOwnMaster(entities.kind[head] as number);
  return {
    entity,
    head,
    country: countryOf(control, head),
    status: controlStatusNames[control.status[entity] as 0 | 1 | 2 | 3],
    above: master ? 'not controlled' : controlStatusNames[control.companyControl.status[head] as 0 | 1 | 2 | 3],
    possibleBy,
    possibleCountry: possibleBy === -1 ? null : countryOf(control, possibleBy),
    path: pathUp(control, entity, policy),
  };
}

function pathUp(control: ControlOfDay, entity: number, policy: ControlPolicy): ControlLeg[] {
  const legs: ControlLeg[] = [];
  const seen = new Set<number>();
  let at = entity;
  while (!seen.has(at) && (control.view[at] as number) !== -1 && at !== control.group[entity]) {
    seen.add(at);
    const view = policy.viewOrder[control.view[at] as number] ?? '';
    if (view === 'company control') {
      const to = control.companyControl.head[at] as number;
      legs.push({ view, from: at, to, steps: controlProof(control.companyControl, at), rows: [] });
      at = to;
      continue;
    }
    const parents = view === 'consolidation' ? control.consolidation : control.selfReported;
    const to = parents.head[at] as number;
    legs.push({ view, from: at, to, steps: [], rows: rowsUp(control, parents, at, to) });
    at = to;
  }
  return legs;
}

function rowsUp(control: ControlOfDay, view: ParentView, from: number, to: number): number[] {
  const rows: number[] = [];
  const seen = new Set<number>();
  let at = from;
  while (at !== to && !seen.has(at) && (view.up[at] as number) !== -1) {
    seen.add(at);
    rows.push(view.up[at] as number);
    at = control.graph.edges.owner[view.up[at] as number] as number;
  }
  return rows;
}

function countryOf(control: ControlOfDay, entity: number): string | null {
  const { country } = control.graph.entities;
  return country.values[country.codes[entity] ?? -1] ?? null;
}

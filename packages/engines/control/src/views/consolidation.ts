import { absenceMeaning, ownershipKind } from '@underpin/model';
import { holdsOn } from '../as-of.ts';
import { sourceFinding } from '../finding-at.ts';
import { controlStatus } from '../status.ts';
import type { CurrentEdges } from '../as-of.ts';
import type { ViewOfControl } from '../status.ts';
import type { Finding, OwnershipKind } from '@underpin/model';

/** A view that follows stated parents, with the edge (row of `graph.edges`) that leads one step up, -1 at a head. */
export interface ParentView extends ViewOfControl {
  readonly up: Int32Array;
}

/**
 * First view: follow consolidated-by edges to the ultimate parent. The chain of direct parents is followed first; where it
 * ends without a statement that there is no parent above, the stated ultimate parent continues it. Where both are known
 * and differ, the stated ultimate parent is shown and the difference is a finding.
 */
export function consolidation(current: CurrentEdges): ParentView {
  return parents(current, 'consolidation', ownershipKind.directConsolidation, ownershipKind.ultimateConsolidation);
}

/** The parents that registers report themselves, followed in the same way. */
export function selfReported(current: CurrentEdges): ParentView {
  return parents(current, 'self-reported', ownershipKind.selfReportedParent, ownershipKind.selfReportedUltimateParent);
}

function parents(
  current: CurrentEdges,
  name: 'consolidation' | 'self-reported',
  directKind: OwnershipKind,
  ultimateKind: OwnershipKind,
): ParentView {
  const { graph } = current;
  const { count, id } = graph.entities;
  const { owner } = graph.edges;
  const findings: Finding[] = [];
  const told = toldAbsences(current, directKind, ultimateKind);
  const direct = chosenEdges(current, directKind, told, findings);
  const ultimate = chosenEdges(current, ultimateKind, told, findings);
  const up = new Int32Array(count).fill(-1);
  const head = new Int32Array(count).fill(-1);
  const status = new Uint8Array(count);
  const walked: number[] = [];
  const onPath = new Int32Array(count).fill(-1);
  for (let entity = 0; entity < count; entity += 1) {
    up[entity] = direct[entity] === -1 ? (ultimate[entity] as number) : (direct[entity] as number);
  }
  for (let entity = 0; entity < count; entity += 1) {
    let at = entity;
    walked.length = 0;
    while (head[at] === -1 && up[at] !== -1 && onPath[at] !== entity) {
      onPath[at] = entity;
      walked.push(at);
      at = owner[up[at] as number] as number;
    }
    let top = at;
    if (head[at] !== -1) top = head[at] as number;
    else if (up[at] !== -1) {
      const circle = walked.slice(walked.indexOf(at));
      top = Math.min(...circle);
      findings.push(inCircle(current, up[top] as number, name));
    }
    head[at] = top;
    for (const below of walked) head[below] = top;
  }
  for (let entity = 0; entity < count; entity += 1) {
    const row = ultimate[entity] as number;
    if (row === -1 || direct[entity] === -1) continue;
    const followed = head[entity] as number;
    const stated = head[owner[row] as number] as number;
    if (followed === stated) continue;
    head[entity] = stated;
    if (told[followed] !== absenceMeaning.none && up[followed] === -1) continue;
    findings.push(
      sourceFinding(graph, row, {
        rule: `control.${name}-disagrees`,
        key: `entity=${id[entity] ?? ''}`,
        value: id[stated] ?? '',
        expected: id[followed] ?? '',
        message: `"${id[entity] ?? ''}" states "${id[stated] ?? ''}" as its ultimate parent, but its chain of direct parents ends at "${id[followed] ?? ''}". The stated one is shown; correct the one that is wrong`,
      }),
    );
  }
  for (let entity = 0; entity < count; entity += 1) {
    if (head[entity] !== entity || up[entity] !== -1) status[entity] = controlStatus.controlled;
    else status[entity] = told[entity] === 0 ? controlStatus.notControlled : controlStatus.unknown;
  }
  return { name, head, status, up, findings };
}

/** What each entity tells of its parents: 0 there is none, 1 it is not disclosed, 255 nothing. */
function toldAbsences(current: CurrentEdges, directKind: number, ultimateKind: number): Uint8Array {
  const { absences, entities } = current.graph;
  const told = new Uint8Array(entities.count).fill(255);
  for (let row = 0; row < absences.count; row += 1) {
    const kind = absences.kind[row];
    if (kind !== directKind && kind !== ultimateKind) continue;
    if (!holdsOn(absences.from[row] as number, absences.to[row] as number, current.day)) continue;
    const entity = absences.entity[row] as number;
    const meaning = absences.meaning[row] as number;
    told[entity] = told[entity] === 255 ? meaning : Math.max(told[entity] as number, meaning);
  }
  return told;
}

/** One edge per owned entity: the one that began last. An entity that names itself says that it has no parent. */
function chosenEdges(current: CurrentEdges, kind: number, told: Uint8Array, findings: Finding[]): Int32Array {
  const { graph } = current;
  const { edges, entities } = graph;
  const chosen = new Int32Array(entities.count).fill(-1);
  for (const row of current.row) {
    if (edges.kind[row] !== kind) continue;
    const entity = edges.owned[row] as number;
    if (edges.owner[row] === entity) {
      if (told[entity] === 255) told[entity] = absenceMeaning.none;
      continue;
    }
    const other = chosen[entity] as number;
    if (other === -1) {
      chosen[entity] = row;
      continue;
    }
    if ((edges.from[row] as number) > (edges.from[other] as number)) chosen[entity] = row;
    if (edges.owner[row] !== edges.owner[other]) findings.push(twoParents(current, row, other));
  }
  return chosen;
}

function twoParents(current: CurrentEdges, row: number, other: number): Finding {
  const { edges, entities } = current.graph;
  const id = entities.id[edges.owned[row] as number] ?? '';
  const [one, two] = [row, other].map((at) => entities.id[edges.owner[at] as number] ?? '');
  return sourceFinding(current.graph, row, {
    rule: 'control.two-parents',
    key: `entity=${id}`,
    value: `${two}, ${one}`,
    expected: 'one parent of a kind on a day',
    message: `"${id}" has two parents of the same kind on this day, "${two}" and "${one}": expected one. The one that began last is shown; close the other`,
  });
}

function inCircle(current: CurrentEdges, row: number, name: string): Finding {
  const { edges, entities } = current.graph;
  const id = entities.id[edges.owned[row] as number] ?? '';
  return sourceFinding(current.graph, row, {
    rule: `control.${name}-in-circle`,
    key: `entity=${id}`,
    value: id,
    expected: 'a chain of parents that ends',
    message: `The chain of parents of "${id}" leads back to itself: expected an end. One member of the circle is shown as its head; correct the parent that is wrong`,
  });
}

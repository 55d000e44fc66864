import { controlStatus } from './status.ts';
import { isOwnMaster } from './views/unknown-control.ts';
import type { ViewOfControl } from './status.ts';
import type { Finding, OwnershipGraph } from '@underpin/model';

/**
 * Where the views of a day disagree: two name different heads, neither of which the other view leads to, or one names a
 * head where another rules every controller out. *Unknown* disagrees with nobody, and persons, states and state bodies
 * consolidate nothing, so that a view of votes that ends at one of them does not contradict the accounts below it.
 */
export function compareViews(graph: OwnershipGraph, views: readonly ViewOfControl[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (let one = 0; one < views.length; one += 1) {
    for (let two = one + 1; two < views.length; two += 1) {
      const first = views[one] as ViewOfControl;
      const second = views[two] as ViewOfControl;
      for (let entity = 0; entity < graph.entities.count; entity += 1) {
        if (disagree(graph, first, second, entity)) findings.push(disagreement(graph, first, second, entity));
      }
    }
  }
  return findings;
}

function disagree(graph: OwnershipGraph, first: ViewOfControl, second: ViewOfControl, entity: number): boolean {
  const [one, two] = [first.status[entity] as number, second.status[entity] as number];
  const known = (status: number): boolean =>
    status === controlStatus.controlled || status === controlStatus.notControlled;
  if (!known(one) || !known(two)) return false;
  const a = first.head[entity] as number;
  const b = second.head[entity] as number;
  if (a === b || first.head[b] === a || second.head[a] === b) return false;
  return !isOwnMaster(graph.entities.kind[a] as number) && !isOwnMaster(graph.entities.kind[b] as number);
}

function disagreement(graph: OwnershipGraph, first: ViewOfControl, second: ViewOfControl, entity: number): Finding {
  const { id } = graph.entities;
  const text = (view: ViewOfControl): string =>
    view.status[entity] === controlStatus.controlled
      ? `"${id[view.head[entity] as number] ?? ''}" by ${view.name}`
      : `nobody by ${view.name}`;
  return {
    rule: 'control.views-disagree',
    severity: 'warning',
    location: { file: 'ownership' },
    key: `entity=${id[entity] ?? ''}`,
    value: `${text(first)}; ${text(second)}`,
    expected: 'the same head in both views',
    message: `"${id[entity] ?? ''}" is controlled by ${text(first)} and by ${text(second)}: look at both paths and decide which statement is out of date`,
    source: 'Underpin: control, comparison of views',
  };
}

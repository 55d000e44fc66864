import { brandOwners } from './control-view.ts';
import { countryOfControl } from './country-of-control.ts';
import type { ControlOfDay } from './control-view.ts';

/** What differs for one entity between two computations, such as before and after a scenario. */
export interface ControlDifference {
  readonly entity: number;
  readonly id: string;
  readonly before: ControlledBy;
  readonly after: ControlledBy;
}

export interface ControlledBy {
  readonly head: string;
  readonly country: string | null;
  readonly status: string;
}

export interface BrandDifference {
  readonly brand: string;
  readonly before: ControlledBy & { readonly owner: string };
  readonly after: ControlledBy & { readonly owner: string };
}

export interface ControlDifferences {
  readonly entities: readonly ControlDifference[];
  readonly brands: readonly BrandDifference[];
}

/**
 * Entities and brands whose group head, country of control or status differ between two computations over the same
 * entities. Natural persons are not listed. Throws `RangeError` when the entities are not the same.
 *
 * @example compareControl(controlOfDay(graph, day), controlOfDay(changed, day)).entities
 */
export function compareControl(before: ControlOfDay, after: ControlOfDay): ControlDifferences {
  const { entities } = before.graph;
  if (after.graph.entities.count !== entities.count)
    throw new RangeError('Cannot compare control: the two graphs have different entities');
  const differences: ControlDifference[] = [];
  for (let entity = 0; entity < entities.count; entity += 1) {
    const same = before.group[entity] === after.group[entity] && before.status[entity] === after.status[entity];
    if (same) continue;
    differences.push({
      entity,
      id: entities.id[entity] ?? '',
      before: controlledBy(before, entity),
      after: controlledBy(after, entity),
    });
  }
  const [then, now] = [brandOwners(before.graph, before.day), brandOwners(after.graph, after.day)];
  const brands: BrandDifference[] = [];
  for (const [brand, owner] of then) {
    const other = now.get(brand) ?? owner;
    if (before.group[owner] === after.group[other] && owner === other) continue;
    brands.push({
      brand,
      before: { owner: entities.id[owner] ?? '', ...controlledBy(before, owner) },
      after: { owner: entities.id[other] ?? '', ...controlledBy(after, other) },
    });
  }
  return { entities: differences, brands };
}

function controlledBy(control: ControlOfDay, entity: number): ControlledBy {
  const answer = countryOfControl(control, entity);
  return { head: control.graph.entities.id[answer.head] ?? '', country: answer.country, status: answer.status };
}

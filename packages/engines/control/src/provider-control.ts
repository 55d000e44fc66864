import { controlStatus } from './status.ts';
import type { ControlOfDay } from './control-view.ts';
import type { ViewName } from './status.ts';

/** One group of providers, headed by one entity. */
export interface ProviderGroup {
  /** Id of the head; for a natural person a pseudonym. */
  readonly id: string;
  readonly name: string;
  /** Index into `countries`; -1 when the country of control is unknown. */
  readonly countryIndex: number;
  /** False when it is open who controls the providers of the group. */
  readonly known: boolean;
}

/** Who controls each provider by one view, in the shape that measures of reliance take. */
export interface ProviderControl {
  readonly view: string;
  /** Index of the group of each provider, in the order of `codes`. */
  readonly group: Int32Array;
  readonly groups: readonly ProviderGroup[];
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** One of {@link controlStatus} for each provider. */
  readonly status: Uint8Array;
}

/**
 * Groups providers (by their codes, names beside them) by one view or, with `'all views'`, by the views together. A code that
 * the ownership data do not hold is a group of its own whose control is unknown. The country is unknown where control is;
 * with all views together, a head whose accounts or own word say that nobody is above it is taken at that word as long as
 * no vote leaves a controller possible.
 *
 * @example providerControl(controlOfDay(graph, day), sector.providers.code, sector.providers.name, 'all views')
 */
export function providerControl(
  control: ControlOfDay,
  codes: readonly string[],
  names: readonly string[],
  view: ViewName | 'all views' = 'all views',
): ProviderControl {
  const { entities } = control.graph;
  const index = indexOfCodes(entities.id, codes);
  const chosen = {
    'all views': { head: control.group, status: control.status },
    'company control': control.companyControl,
    consolidation: control.consolidation,
    'self-reported': control.selfReported,
  }[view];
  const group = new Int32Array(codes.length);
  const status = new Uint8Array(codes.length).fill(controlStatus.unknown);
  const groups: ProviderGroup[] = [];
  const countries: string[] = [];
  const groupOf = new Map<string, number>();
  const countryOf = new Map<string, number>();
  codes.forEach((code, provider) => {
    const entity = index.get(code);
    const head = entity === undefined ? -1 : (chosen.head[entity] as number);
    if (entity !== undefined) status[provider] = chosen.status[entity] as number;
    const id = head === -1 ? code : (entities.id[head] ?? code);
    let place = groupOf.get(id);
    if (place === undefined) {
      place = groups.length;
      groupOf.set(id, place);
      const known =
        head !== -1 &&
        (isKnown(head === entity ? (status[provider] as number) : controlStatus.controlled) ||
          (view === 'all views' && saysNobodyAbove(control, head)));
      const country = known ? entities.country.values[entities.country.codes[head] ?? -1] : undefined;
      const name = head === -1 ? (names[provider] ?? '') : (entities.name[head] ?? '');
      groups.push({ id, name, countryIndex: countryPlace(country), known });
    } else if (head !== entity && groups[place]?.known === false) {
      const country = entities.country.values[entities.country.codes[head] ?? -1];
      groups[place] = { ...(groups[place] as ProviderGroup), countryIndex: countryPlace(country), known: true };
    }
    group[provider] = place;
  });
  return { view, group, groups, countries, status };

  function countryPlace(country: string | undefined): number {
    if (country === undefined) return -1;
    const known = countryOf.get(country);
    if (known !== undefined) return known;
    countryOf.set(country, countries.length);
    countries.push(country);
    return countries.length - 1;
  }
}

// Votes are silent on the head, while its accounts or its own word say that nobody stands above it.
function saysNobodyAbove({ companyControl, consolidation, selfReported }: ControlOfDay, head: number): boolean {
  if (companyControl.status[head] !== controlStatus.unknown) return false;
  return [consolidation, selfReported].some(({ status }) => status[head] === controlStatus.notControlled);
}

function isKnown(status: number): boolean {
  return status === controlStatus.controlled || status === controlStatus.notControlled;
}

function indexOfCodes(ids: readonly string[], codes: readonly string[]): ReadonlyMap<string, number> {
  const wanted = new Set(codes);
  const index = new Map<string, number>();
  ids.forEach((id, entity) => {
    if (wanted.has(id)) index.set(id, entity);
  });
  return index;
}

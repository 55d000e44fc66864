import { asOf, type ControlChange, type ControlScenario } from '@underpin/control';
import {
  dayNumber,
  type IsoDate,
  ok,
  type OwnershipGraph,
  ownershipKindNames,
  refused,
  type Result,
} from '@underpin/model';

const handedOver: ReadonlySet<string> = new Set([
  'voting',
  'equity',
  'direct consolidation',
  'ultimate consolidation',
  'self-reported parent',
  'self-reported ultimate parent',
]);

export interface SaleAsked {
  readonly brands: readonly string[];
  /** Entity whose owners hand over what they hold of it; null when only brands are sold. */
  readonly company: string | null;
  readonly to: string;
  readonly on: IsoDate;
}

/**
 * The scenario in which brands, or all of a company, go to somebody else on a day: whoever holds a share of the company hands it over; where
 * nobody is stated, the buyer gets all its votes. Refused when nothing is sold or the company is not in the data.
 */
export function saleOf(graph: OwnershipGraph, { brands, company, to, on }: SaleAsked): Result<ControlScenario> {
  const changes: ControlChange[] = brands.map((brand) => ({ act: 'move brand', brand, to }));
  if (company !== null) {
    const day = dayNumber(on);
    const { edges, entities } = graph;
    const owned = entities.id.indexOf(company);
    if (owned < 0 || day === null)
      return refused(`Cannot sell "${company}": no entity of that id is in the ownership data`);
    if (company === to) return refused('A company cannot be sold to itself: choose another buyer.');
    const owners = new Set<string>();
    for (const row of asOf(graph, day).row) {
      if (edges.owned[row] !== owned || edges.owner[row] === owned) continue;
      if (handedOver.has(ownershipKindNames[edges.kind[row] as 0]))
        owners.add(entities.id[edges.owner[row] ?? -1] ?? '');
    }
    owners.delete(to);
    for (const owner of owners) changes.push({ act: 'move', owner, owned: company, to });
    if (owners.size === 0)
      changes.push({ act: 'add', owner: to, owned: company, kind: 'voting', share: { min: 1, max: 1 } });
  }
  if (changes.length === 0) return refused('Say what is sold: a brand or a company of the ownership data.');
  return ok({ on, changes });
}

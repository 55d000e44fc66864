import { type Sector, textAt } from '@underpin/model';
import type { NamedNode } from '@underpin/reliance';
import { countryName, serviceTypeName } from './labels.ts';
import type { Study } from './study.ts';

/** A node of the graph in words; `institution` is the name of whose it is, where it is one institution's. */
export interface NodeTold {
  readonly kind: NamedNode['kind'];
  readonly name: string;
  readonly institution: string | null;
}

/** Names a node of a study's graph. */
export function nodeTold(study: Study, { kind, index }: NamedNode): NodeTold {
  const { sector } = study.loaded;
  const { institutions, functions, systems, assets, serviceUses, arrangements, providers } = sector;
  const of = (owner: Int32Array): string | null => institutions.name[owner[index] ?? -1] ?? null;
  const told = (name: string, institution: string | null = null): NodeTold => ({ kind, name, institution });
  switch (kind) {
    case 'country':
      return told(countryName(study.control.countries[index] ?? ''));
    case 'group':
      return told(study.control.groups[index]?.name ?? '');
    case 'provider':
      return told(providers.name[index] ?? '');
    case 'product':
      return told(productTold(sector, index));
    case 'arrangement':
      return told(arrangements.reference[index] ?? '');
    case 'delivery':
      return told(`${index + 1}`);
    case 'service use': {
      const provider = providers.name[serviceUses.provider[index] ?? -1] ?? '';
      return told(
        [serviceTypeName(textAt(serviceUses.serviceType, index)), provider].join(' · '),
        of(serviceUses.institution),
      );
    }
    case 'stated service': {
      const row = study.reliance.graph.statedDependency[index] ?? -1;
      return told(arrangements.reference[sector.dependencies.child[row] ?? -1] ?? '');
    }
    case 'asset':
      return told(
        `${assets.id[index] ?? ''} · ${productTold(sector, assets.product[index] ?? -1)}`,
        of(assets.institution),
      );
    case 'system':
      return told(textAt(systems.name, index) || (systems.id[index] ?? ''), of(systems.institution));
    case 'function':
      return told(`${functions.id[index] ?? ''} ${textAt(functions.name, index)}`.trim(), of(functions.institution));
  }
}

function productTold({ products }: Sector, index: number): string {
  return [textAt(products.makerName, index), textAt(products.model, index)].filter((part) => part !== '').join(' ');
}

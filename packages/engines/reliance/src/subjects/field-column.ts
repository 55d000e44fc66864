import type { ControlView, Sector, TextColumn } from '@underpin/model';
import type { ItemKind, SubjectFieldName } from './subject-fields.ts';

/** One field over the items of one kind: `codes[item]` names the value, -1 is unobserved. */
export interface FieldColumn {
  readonly codes: Int32Array;
  readonly values: number;
  readonly valueOf: (code: number) => string;
}

/** The column of a field over the items of a kind, or null when it does not apply to the kind. Example: `fieldColumn(sector, control, 'asset', 'maker')`. */
export function fieldColumn(
  sector: Sector,
  control: ControlView,
  kind: ItemKind,
  field: SubjectFieldName,
): FieldColumn | null {
  const { providers, products, assets, serviceUses, institutions, arrangements } = sector;
  const party = partyOf(sector, kind);
  const ofParty = (code: (provider: number) => number, values: number, valueOf: (code: number) => string) => ({
    codes: party.map((provider) => (provider < 0 ? -1 : code(provider))),
    values,
    valueOf,
  });
  const isThing = kind === 'product' || kind === 'asset';
  const ofThing = (column: TextColumn): FieldColumn | null => {
    if (!isThing) return null;
    return kind === 'product' ? ofText(column) : through(assets.product, column);
  };
  const ofUse = (column: TextColumn) => (kind === 'service use' ? ofText(column) : null);
  const institution = kind === 'asset' ? assets.institution : kind === 'service use' ? serviceUses.institution : null;

  switch (field) {
    case 'provider':
      return isThing
        ? null
        : ofParty(
            (at) => at,
            providers.count,
            (code) => providers.name[code] as string,
          );
    case 'providerCode':
      return isThing
        ? null
        : ofParty(
            (at) => at,
            providers.count,
            (code) => providers.code[code] as string,
          );
    case 'maker':
      return ofThing(products.makerName);
    case 'makerCode':
      return isThing
        ? ofParty(
            (at) => at,
            providers.count,
            (code) => providers.code[code] as string,
          )
        : null;
    case 'group':
    case 'groupName': {
      const name = field === 'group' ? 'id' : 'name';
      return ofParty(
        (at) => control.group[at] as number,
        control.groups.length,
        (code) => control.groups[code]?.[name] ?? '',
      );
    }
    case 'country':
      return ofParty(
        (at) => control.groups[control.group[at] as number]?.countryIndex ?? -1,
        control.countries.length,
        (code) => control.countries[code] as string,
      );
    case 'headquarters':
      return ofParty(
        (at) => providers.country.codes[at] as number,
        providers.country.values.length,
        (code) => providers.country.values[code] as string,
      );
    case 'category':
      return ofThing(products.category);
    case 'productLine':
      return ofThing(products.line);
    case 'brand':
      return ofThing(products.brand);
    case 'model':
      return ofThing(products.model);
    case 'serviceType':
      return ofUse(serviceUses.serviceType);
    case 'dataLocation':
      return ofUse(serviceUses.dataLocation);
    case 'provisionCountry':
      return ofUse(serviceUses.provisionCountry);
    case 'arrangement':
      if (kind !== 'service use') return null;
      return {
        codes: serviceUses.arrangement,
        values: arrangements.count,
        valueOf: (code) => arrangements.reference[code] as string,
      };
    case 'institution':
      if (institution === null) return null;
      return { codes: institution, values: institutions.count, valueOf: (code) => institutions.lei[code] as string };
    case 'institutionType':
      return institution === null ? null : through(institution, institutions.type);
    case 'asOf':
      return { codes: new Int32Array(party.length), values: 1, valueOf: () => sector.asOf };
  }
}

function partyOf({ providers, products, assets, serviceUses }: Sector, kind: ItemKind): Int32Array {
  if (kind === 'provider') return Int32Array.from({ length: providers.count }, (_, provider) => provider);
  if (kind === 'service use') return serviceUses.provider;
  if (kind === 'product') return products.maker;
  return assets.product.map((product) => (product < 0 ? -1 : (products.maker[product] as number)));
}

function ofText(column: TextColumn): FieldColumn {
  return { codes: column.codes, values: column.values.length, valueOf: (code) => column.values[code] as string };
}

function through(index: Int32Array, column: TextColumn): FieldColumn {
  return { ...ofText(column), codes: index.map((at) => (at < 0 ? -1 : (column.codes[at] as number))) };
}

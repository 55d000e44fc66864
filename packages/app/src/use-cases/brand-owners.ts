import { type OwnershipGraph, type Sector, textAt, textColumn } from '@underpin/model';

/**
 * The sector with the maker of each product set to whoever owns its brand that day, as far as the ownership data say so. An owner that no
 * register names joins the providers, so that its group can be withdrawn. Products of other brands keep the maker that was stated.
 */
export function withBrandOwners(sector: Sector, owners: ReadonlyMap<string, number>, graph: OwnershipGraph): Sector {
  if (owners.size === 0) return sector;
  const { products, providers } = sector;
  const known = new Map(providers.code.map((code, at) => [code, at]));
  const added: { code: string; name: string; country: string }[] = [];
  const maker = products.maker.slice();
  const makerName = Array.from({ length: products.count }, (_, at) => textAt(products.makerName, at));
  for (let product = 0; product < products.count; product += 1) {
    const owner = owners.get(textAt(products.brand, product)) ?? owners.get(textAt(products.line, product));
    if (owner === undefined) continue;
    const code = graph.entities.id[owner] ?? '';
    const name = graph.entities.name[owner] ?? code;
    let at = known.get(code);
    if (at === undefined) {
      at = providers.count + added.length;
      known.set(code, at);
      added.push({ code, name, country: textAt(graph.entities.country, owner) });
    }
    maker[product] = at;
    makerName[product] = name;
  }
  return {
    ...sector,
    products: { ...products, maker, makerName: textColumn(makerName) },
    providers: added.length === 0 ? providers : withMore(providers, added),
  };
}

function withMore(
  providers: Sector['providers'],
  added: readonly { code: string; name: string; country: string }[],
): Sector['providers'] {
  const texts = (column: Sector['providers']['country']): string[] =>
    Array.from({ length: providers.count }, (_, at) => textAt(column, at));
  const longer = (old: Int32Array): Int32Array => {
    const next = new Int32Array(old.length + added.length).fill(-1);
    next.set(old);
    return next;
  };
  return {
    count: providers.count + added.length,
    code: [...providers.code, ...added.map(({ code }) => code)],
    codeType: textColumn([...texts(providers.codeType), ...added.map(() => '')]),
    name: [...providers.name, ...added.map(({ name }) => name)],
    country: textColumn([...texts(providers.country), ...added.map(({ country }) => country)]),
    parent: longer(providers.parent),
    origins: {
      submission: longer(providers.origins.submission),
      file: longer(providers.origins.file),
      line: longer(providers.origins.line),
    },
  };
}

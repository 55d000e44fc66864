import { type ProgrammeCandidate, type Sector, textAt, textColumn } from '@underpin/model';

/** What takes over, as far as reliance asks. */
export type Successor = Pick<ProgrammeCandidate, 'id' | 'name' | 'maker' | 'brand' | 'country'>;

/** The sector as it stands when some assets are replaced: the same assets, now of the candidates' makers. */
export function replacedSector(sector: Sector, replaced: ReadonlyMap<number, Successor>): Sector {
  if (replaced.size === 0) return sector;
  const { products, providers, assets } = sector;
  const codes = new Map(providers.code.map((code, at) => [code, at]));
  const names = new Map(providers.name.map((name, at) => [name, at]));
  const newProviders: Successor[] = [];
  const candidates = [...new Map([...replaced.values()].map((one) => [one.id, one])).values()];
  const makerOf = new Map<string, number>();
  for (const candidate of candidates) {
    const known = codes.get(candidate.maker) ?? names.get(candidate.maker) ?? makerOf.get(candidate.maker);
    if (known === undefined) {
      makerOf.set(candidate.maker, providers.count + newProviders.length);
      newProviders.push(candidate);
    } else makerOf.set(candidate.maker, known);
  }
  const productOf = new Map(candidates.map((one, at) => [one.id, products.count + at]));
  const product = assets.product.slice();
  for (const [row, candidate] of replaced) product[row] = productOf.get(candidate.id) ?? -1;
  const categoryOf = new Map<string, string>();
  for (const [row, candidate] of replaced)
    categoryOf.set(candidate.id, textAt(products.category, assets.product[row] ?? -1));
  const more = (column: Sector['products']['brand'], count: number, added: readonly string[]) =>
    textColumn([...Array.from({ length: count }, (_, at) => textAt(column, at)), ...added]);
  const longer = (old: Int32Array, added: readonly number[]): Int32Array => Int32Array.from([...old, ...added]);
  const none = newProviders.map(() => -1);
  return {
    ...sector,
    assets: { ...assets, product },
    products: {
      count: products.count + candidates.length,
      maker: longer(
        products.maker,
        candidates.map(({ maker }) => makerOf.get(maker) ?? -1),
      ),
      makerName: more(
        products.makerName,
        products.count,
        candidates.map(({ maker }) => maker),
      ),
      brand: more(
        products.brand,
        products.count,
        candidates.map(({ brand, maker }) => brand ?? maker),
      ),
      line: more(
        products.line,
        products.count,
        candidates.map(({ brand, maker }) => brand ?? maker),
      ),
      model: more(
        products.model,
        products.count,
        candidates.map(({ name }) => name),
      ),
      partNumber: more(
        products.partNumber,
        products.count,
        candidates.map(() => ''),
      ),
      category: more(
        products.category,
        products.count,
        candidates.map(({ id }) => categoryOf.get(id) ?? ''),
      ),
    },
    providers:
      newProviders.length === 0
        ? providers
        : {
            count: providers.count + newProviders.length,
            code: [...providers.code, ...newProviders.map(({ maker }) => maker)],
            codeType: more(
              providers.codeType,
              providers.count,
              newProviders.map(() => ''),
            ),
            name: [...providers.name, ...newProviders.map(({ maker }) => maker)],
            country: more(
              providers.country,
              providers.count,
              newProviders.map(({ country }) => country ?? ''),
            ),
            // A new maker is its own head: the candidate states who controls it.
            parent: longer(
              providers.parent,
              newProviders.map((_, at) => providers.count + at),
            ),
            origins: {
              submission: longer(providers.origins.submission, none),
              file: longer(providers.origins.file, none),
              line: longer(providers.origins.line, none),
            },
          },
  };
}

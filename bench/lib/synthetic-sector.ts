import type { Sector } from '@underpin/model';
import { criticality, noDay, seededRandom } from '@underpin/model';
import { type InventorySize, nothingElse, syntheticInventory } from './synthetic-inventory.ts';
import { fill, origins, pick, text } from './synthetic-columns.ts';

/** Size of a made-up sector; the seed decides the rest. */
export interface SyntheticSize {
  readonly seed: number;
  readonly registers: number;
  readonly functionsEach: number;
  readonly usesEach: number;
  readonly arrangementsEach: number;
  readonly providers: number;
  /** Share of arrangements with a subcontractor. */
  readonly subcontracted: number;
  /** What inventories state; without it the sector has registers only. */
  readonly inventory?: InventorySize;
}

const countries = ['US', 'DE', 'FR', 'IE', 'NL', 'GB', 'IN', 'LU', 'ES', 'IT', 'PL', 'SE', 'CH', 'JP', 'CN', 'KR'];
const serviceTypes = Array.from({ length: 19 }, (_, at) => `S${String(at + 1).padStart(2, '0')}`);
const activities = Array.from({ length: 30 }, (_, at) => `eba_TA:x${at + 100}`);
const categories = ['eba_CT:x12', 'eba_CT:x599', 'eba_CT:x643', 'eba_CT:x213'];

/** A made-up sector of registers: providers drawn by Zipf's law, rows in register order, as real ones come. */
export function syntheticSector(size: SyntheticSize): Sector {
  const random = seededRandom(size.seed);
  const { registers, providers } = size;
  const functions = registers * size.functionsEach;
  const uses = registers * size.usesEach;
  const arrangements = registers * size.arrangementsEach;
  const functionIds = Array.from({ length: size.functionsEach }, (_, at) => `F${at + 1}`);
  const references = Array.from({ length: size.arrangementsEach }, (_, at) => `A${at + 1}`);
  const zipf = () => Math.min(providers - 1, Math.floor(providers ** random()) - 1);
  const signer = fill(arrangements, zipf);
  const arrangement = fill(
    uses,
    (use) => Math.floor(use / size.usesEach) * size.arrangementsEach + pick(random, size.arrangementsEach),
  );
  const links = fill(Math.floor(arrangements * size.subcontracted), () => pick(random, arrangements)).sort();
  const typeOfArrangement = fill(arrangements, () => pick(random, serviceTypes.length));
  return {
    asOf: '2026-03-31',
    submissions: [],
    files: ['b_02.02.csv'],
    institutions: {
      count: registers,
      lei: Array.from({ length: registers }, (_, at) => `LEI${String(at).padStart(17, '0')}`),
      name: Array.from({ length: registers }, (_, at) => `Institution ${at}`),
      country: text(registers, countries, () => pick(random, countries.length)),
      type: text(registers, categories, () => pick(random, categories.length)),
      parent: new Int32Array(registers).fill(-1),
      totalAssets: Float64Array.from({ length: registers }, () => Math.round(1e7 * 10 ** (4 * random()))),
      currency: text(registers, ['EUR'], () => 0),
      origins: origins(registers),
    },
    functions: {
      count: functions,
      institution: fill(functions, (at) => Math.floor(at / size.functionsEach)),
      id: Array.from({ length: functions }, (_, at) => functionIds[at % size.functionsEach] as string),
      name: text(functions, ['function'], () => 0),
      licensedActivity: text(functions, activities, () => pick(random, activities.length)),
      critical: Uint8Array.from({ length: functions }, () => (random() < 0.3 ? criticality.yes : criticality.no)),
      rto: new Float64Array(functions).fill(24),
      rpo: new Float64Array(functions).fill(4),
      impact: text(functions, [], () => -1),
      origins: origins(functions),
    },
    arrangements: {
      count: arrangements,
      reference: Array.from({ length: arrangements }, (_, at) => references[at % size.arrangementsEach] as string),
      kind: text(arrangements, [], () => -1),
      overarching: new Int32Array(arrangements).fill(-1),
      annualExpense: Float64Array.from({ length: arrangements }, () => Math.round(1000 * 10 ** (3 * random()))),
      currency: text(arrangements, ['EUR'], () => 0),
      origins: origins(arrangements),
    },
    providers: {
      count: providers,
      code: Array.from({ length: providers }, (_, at) => `P${at}`),
      codeType: text(providers, ['LEI'], () => 0),
      name: Array.from({ length: providers }, (_, at) => `Provider ${at}`),
      country: text(providers, countries, () => Math.floor(countries.length * random() ** 2)),
      parent: fill(providers, (at) => (random() < 0.4 ? Math.floor(at * random() ** 2) : random() < 0.5 ? at : -1)),
      origins: origins(providers),
    },
    providerStatements: {
      count: 0,
      provider: new Int32Array(0),
      parent: new Int32Array(0),
      name: text(0, [], () => -1),
      country: text(0, [], () => -1),
      annualExpense: new Float64Array(0),
      currency: text(0, [], () => -1),
      origins: origins(0),
    },
    serviceUses: {
      count: uses,
      institution: fill(uses, (use) => Math.floor(use / size.usesEach)),
      arrangement,
      provider: fill(uses, (use) => signer[arrangement[use] as number] as number),
      function: fill(
        uses,
        (use) => Math.floor(use / size.usesEach) * size.functionsEach + pick(random, size.functionsEach),
      ),
      serviceType: text(uses, serviceTypes, (use) => typeOfArrangement[arrangement[use] as number] as number),
      reliance: Uint8Array.from({ length: uses }, () => pick(random, 5)),
      provisionCountry: text(uses, countries, () => pick(random, countries.length)),
      dataLocation: text(uses, countries, () => pick(random, countries.length)),
      processingLocation: text(uses, [], () => -1),
      governingLaw: text(uses, [], () => -1),
      start: new Int32Array(uses).fill(noDay),
      end: new Int32Array(uses).fill(noDay),
      noticeInstitution: new Int32Array(uses).fill(90),
      noticeProvider: new Int32Array(uses).fill(180),
      origins: origins(uses),
    },
    supply: {
      count: links.length,
      arrangement: links,
      serviceType: text(links.length, serviceTypes, (link) => typeOfArrangement[links[link] as number] as number),
      provider: fill(links.length, zipf),
      rank: new Int32Array(links.length).fill(2),
      recipient: fill(links.length, (link) => signer[links[link] as number] as number),
      origins: origins(links.length),
    },
    ...nothingElse(),
    ...(size.inventory === undefined ? {} : syntheticInventory(size, size.inventory, random, zipf)),
  };
}

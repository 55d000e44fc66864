import { between, pick, randomFor } from './choose.ts';
import { bankFunctions, depositoryFunctions, paymentFunctions } from './function-catalogue.ts';
import type { FunctionKind } from './function-catalogue.ts';
import { inventedLei } from './invented-codes.ts';
import { inventedBank, inventedPlace } from './invented-names.ts';
import type { InstitutionKind } from './sample-types.ts';

/** A legal entity inside a package. */
export interface Entity {
  readonly lei: string;
  readonly name: string;
  /** EBA code of the entity type. */
  readonly type: string;
  readonly totalAssets: number | null;
  readonly functions: readonly PlannedFunction[];
}

export interface PlannedFunction {
  readonly id: string;
  readonly kind: FunctionKind;
  readonly critical: 'yes' | 'no' | 'not assessed';
}

/** Who an institution is, before what it buys. The first entity maintains the register. */
export interface InstitutionPlan {
  readonly index: number;
  readonly kind: InstitutionKind;
  readonly country: string;
  readonly currency: string;
  readonly entities: readonly Entity[];
  /** The group's own provider of ICT services, listed as an entity of it. */
  readonly captive: Entity | null;
  /** Runs its critical systems on one maker's high-end servers. */
  readonly highEnd: boolean;
  /** Keeps a second maker's servers beside them. */
  readonly secondMaker: boolean;
  readonly inventory: boolean;
}

const homes = ['DE', 'FR', 'NL', 'AT', 'IT', 'ES', 'BE', 'IE', 'LU', 'FI', 'PT', 'SE', 'PL'] as const;
const currencies: Readonly<Record<string, string>> = { SE: 'SEK', PL: 'PLN' };

const sizes: Readonly<
  Record<InstitutionKind, { readonly assets: readonly [number, number]; readonly functions: readonly [number, number] }>
> = {
  'large bank': { assets: [200_000, 900_000], functions: [14, 18] },
  'medium bank': { assets: [15_000, 90_000], functions: [9, 13] },
  'small bank': { assets: [400, 6_000], functions: [5, 8] },
  'payment system': { assets: [800, 2_500], functions: [5, 6] },
  depository: { assets: [1_500, 9_000], functions: [6, 7] },
};

export function planInstitution(seed: number, index: number): InstitutionPlan {
  const random = randomFor(seed, 'institution', index);
  const kind = kindOf(index);
  const country = homes[(index * 5 + Math.floor(random() * 3)) % homes.length] ?? 'DE';
  const group = index % 12 === 0;
  const name = nameOf(kind, index);
  const entity = (number: number, title: string, share: number): Entity => {
    const [low, high] = sizes[kind].assets;
    return {
      lei: inventedLei(seed, 'I', index * 8 + number),
      name: title,
      type: kind === 'payment system' ? 'eba_CT:x300' : kind === 'depository' ? 'eba_CT:x304' : 'eba_CT:x12',
      totalAssets: Math.round(between(random, low, high) * share) * 1_000_000,
      functions: functionsOf(random, kind, share),
    };
  };
  const entities = [entity(0, name, 1)];
  if (group) {
    const daughters = between(random, 1, 3);
    for (let at = 1; at <= daughters; at += 1)
      entities.push(entity(at, `${name} ${pick(random, ['Leasing', 'Direct', 'Regional'])} ${at}`, 0.1));
  }
  return {
    index,
    kind,
    country,
    currency: currencies[country] ?? 'EUR',
    entities,
    captive: group
      ? {
          lei: inventedLei(seed, 'I', index * 8 + 7),
          name: `${name} IT Services`,
          type: 'eba_CT:x317',
          totalAssets: null,
          functions: [],
        }
      : null,
    highEnd: index % 3 === 0,
    secondMaker: index % 6 === 3,
    inventory: index % 4 !== 3,
  };
}

function kindOf(index: number): InstitutionKind {
  if (index === 1) return 'payment system';
  if (index === 2) return 'depository';
  if (index % 10 === 0 || index % 12 === 0) return 'large bank';
  return index % 10 <= 3 ? 'medium bank' : 'small bank';
}

function nameOf(kind: InstitutionKind, index: number): string {
  if (kind === 'payment system') return `${inventedPlace(index + 500)} Interbank Payments`;
  return kind === 'depository' ? `${inventedPlace(index + 500)} Securities Depository` : inventedBank(index);
}

function functionsOf(random: () => number, kind: InstitutionKind, share: number): PlannedFunction[] {
  const catalogue =
    kind === 'payment system' ? paymentFunctions : kind === 'depository' ? depositoryFunctions : bankFunctions;
  const [low, high] = sizes[kind].functions;
  const wanted = Math.min(catalogue.length, share < 1 ? 4 : between(random, low, high));
  const chosen = catalogue.slice(0, 3);
  const rest = catalogue.slice(3);
  while (chosen.length < wanted) chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
  const ordered = chosen.toSorted((a, b) => catalogue.indexOf(a) - catalogue.indexOf(b));
  const critical = Math.max(1, Math.round(ordered.length * (0.3 + random() * 0.3)));
  return ordered.map((each, at) => ({
    id: `F${at + 1}`,
    kind: each,
    critical: at < critical ? 'yes' : random() < 0.08 ? 'not assessed' : 'no',
  }));
}

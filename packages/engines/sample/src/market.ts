import { between, pick, pickByRank, randomFor } from './choose.ts';
import { inventedLei } from './invented-codes.ts';
import { inventedPlace } from './invented-names.ts';

/** Someone who provides services: by code, with the ultimate parent's code (its own when it has none above it). */
export interface Provider {
  readonly code: string;
  readonly codeType: 'eba_qCO:qx2000' | 'eba_qCO:qx2002';
  readonly name: string;
  readonly country: string;
  readonly parent: Provider | null;
}

export interface ProviderGroup {
  readonly trade: Trade;
  readonly parent: Provider;
  /** The companies that contract; the parent itself when there is none. */
  readonly companies: readonly Provider[];
}

/** What providers offer, by Annex III service type. */
export const trades = {
  cloud: ['S17', 'S18', 'S08', 'S09'],
  software: ['S19', 'S13'],
  hosting: ['S07', 'S14'],
  network: ['S10', 'S11'],
  security: ['S04', 'S16'],
  data: ['S05', 'S06'],
  hardware: ['S12', 'S14'],
  consulting: ['S15', 'S01', 'S02', 'S03'],
} as const;
export type Trade = keyof typeof trades;

const tradeNames: Readonly<Record<Trade, string>> = {
  cloud: 'Cloud',
  software: 'Software',
  hosting: 'Hosting',
  network: 'Networks',
  security: 'Security',
  data: 'Data',
  hardware: 'Systems',
  consulting: 'Consulting',
};

const homes = ['US', 'US', 'IE', 'DE', 'CN', 'FR', 'US', 'GB', 'JP', 'NL', 'IN', 'SE', 'KR', 'CH'] as const;
const branches = ['IE', 'DE', 'FR', 'NL', 'LU', 'ES', 'IT', 'SE', 'PL', 'BE'] as const;

/** The one real provider: maker of the servers that the founding case was about. Everything said of it here is invented. */
export const ibm: Provider = {
  code: 'VGRQXHF3J8VDLUA7XE92',
  codeType: 'eba_qCO:qx2000',
  name: 'International Business Machines Corporation',
  country: 'US',
  parent: null,
};

/** Provider groups by trade, the one chosen most often first. */
export type Market = ReadonlyMap<Trade, readonly ProviderGroup[]>;

export function marketOf(seed: number, institutions: number): Market {
  const perTrade = 4 + Math.floor(Math.sqrt(institutions) / 3);
  const market = new Map<Trade, ProviderGroup[]>();
  let number = 0;
  Object.keys(trades).forEach((key, kind) => {
    const trade = key as Trade;
    market.set(
      trade,
      Array.from({ length: perTrade }, (_none, rank) => {
        number += 8;
        return groupOf(seed, trade, { rank, kind, number, name: rank * 8 + kind });
      }),
    );
  });
  return market;
}

function groupOf(
  seed: number,
  trade: Trade,
  place: { readonly rank: number; readonly kind: number; readonly number: number; readonly name: number },
): ProviderGroup {
  const random = randomFor(seed, 'group', place.number);
  const country = homes[(place.rank * 5 + place.kind * 3) % homes.length] ?? 'US';
  const name = `${inventedPlace(place.name)}${place.name >= 589 ? ` ${Math.floor(place.name / 589) + 1}` : ''} ${tradeNames[trade]}`;
  const parent: Provider = {
    code: inventedLei(seed, 'P', place.number),
    codeType: 'eba_qCO:qx2000',
    name: `${name} Group`,
    country,
    parent: null,
  };
  const count = place.rank === 0 ? 4 : between(random, 0, 3);
  const companies = Array.from({ length: count }, (_none, at): Provider => {
    const where = branches[(place.rank + place.kind + at * 3) % branches.length] ?? 'IE';
    return {
      code: inventedLei(seed, 'P', place.number + at + 1),
      codeType: 'eba_qCO:qx2000',
      name: `${name} ${where}`,
      country: where,
      parent,
    };
  });
  return { trade, parent, companies: companies.length === 0 ? [parent] : companies };
}

/** The company of a trade that an institution of a country contracts with: a few groups serve many. */
export function contractor(random: () => number, market: Market, trade: Trade, country: string): Provider {
  const group = pickByRank(random, market.get(trade) ?? []);
  return group.companies.find((company) => company.country === country) ?? pick(random, group.companies.slice(0, 2));
}

const below: Readonly<Record<Trade, readonly Trade[]>> = {
  cloud: ['network', 'hardware'],
  software: ['cloud', 'network', 'hardware'],
  hosting: ['network', 'hardware'],
  network: ['hardware'],
  security: ['cloud', 'network'],
  data: ['cloud', 'network'],
  hardware: [],
  consulting: ['software'],
};

/**
 * Who stands below a provider of a trade, rank 2 first; a property of the provider, the same whoever asks. The most chosen
 * groups stand below many: shared fourth parties.
 */
export function chainBelow(seed: number, market: Market, trade: Trade, provider: Provider): readonly Provider[] {
  let place = 0;
  for (const character of provider.code) place = (Math.imul(place, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  const random = randomFor(seed, `chain-${trade}`, place);
  const length = Math.min(below[trade].length, between(random, 0, 3));
  const chain: Provider[] = [];
  for (const next of below[trade].slice(0, length)) {
    const chosen = contractor(random, market, next, provider.country);
    if (chosen.code !== provider.code && !chain.some(({ code }) => code === chosen.code)) chain.push(chosen);
  }
  return chain;
}

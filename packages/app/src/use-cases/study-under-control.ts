import { brandOwners, controlOfDay, providerControl, type ViewName } from '@underpin/control';
import {
  type ControlView,
  dayNumber,
  type ExchangeRates,
  type Finding,
  type OwnershipGraph,
  pairRate,
  refused,
  ok,
  type Result,
  type Sector,
} from '@underpin/model';
import { buildReliance } from '@underpin/reliance';
import { withBrandOwners } from './brand-owners.ts';
import type { LoadedSector } from './load-sector.ts';
import type { Study } from './study.ts';

export interface ControlChoice {
  readonly ownership: OwnershipGraph | null;
  readonly view?: ViewName | 'all views';
  readonly rates?: ExchangeRates | null;
  /** Currency of totals; default the one that most institutions report in. */
  readonly currency?: string;
}

/** A study under dated ownership instead of the registers' own parents, with amounts in one currency. */
export function studyUnderControl(
  loaded: LoadedSector,
  selfReported: (sector: Sector) => ControlView,
  choice: ControlChoice,
): Result<Study> {
  const day = dayNumber(loaded.sector.asOf);
  if (day === null) return refused(`Cannot compute as of "${loaded.sector.asOf}": expected a date as yyyy-mm-dd`);
  const { ownership } = choice;
  const findings: Finding[] = [];
  let { sector } = loaded;
  let control: ControlView | null = null;
  if (ownership !== null) {
    sector = withBrandOwners(sector, brandOwners(ownership, day), ownership);
    const ofDay = controlOfDay(ownership, day);
    findings.push(...ofDay.findings);
    control = providerControl(ofDay, sector.providers.code, sector.providers.name, choice.view ?? 'all views');
  }
  const view = control ?? selfReported(sector);
  const rates =
    choice.rates === null || choice.rates === undefined ? null : ratesOf(sector, choice.rates, choice.currency);
  const reliance = buildReliance(sector, view, rates === null ? {} : { rates });
  return ok({ loaded: { ...loaded, sector, findings: [...loaded.findings, ...findings] }, control: view, reliance });
}

function ratesOf(sector: Sector, rates: ExchangeRates, wanted: string | undefined) {
  const base = wanted ?? mostFrequent(sector) ?? rates.base;
  const currencies = new Set([
    ...sector.institutions.currency.values,
    ...sector.arrangements.currency.values,
    ...sector.assets.currency.values,
  ]);
  const factors: Record<string, number> = {};
  for (const currency of currencies) {
    const rate = pairRate(currency, base, sector.asOf, rates);
    if (rate.ok) factors[currency] = rate.value.factor;
  }
  return { base, rates: factors, date: sector.asOf, source: rates.source };
}

function mostFrequent({ institutions: { currency } }: Sector): string | undefined {
  const counts = new Map<number, number>();
  for (const code of currency.codes) if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [top] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  return top === undefined ? undefined : currency.values[top[0]];
}

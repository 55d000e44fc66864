import { market } from '@underpin/app';
import { ok, type Result } from '@underpin/model';
import { currencyOf } from './currency-of.ts';
import { once, type SectorContext } from './sector-context.ts';
import type { SectorKeeper } from './sector-keeper.ts';

/** So many reference dates are told, the latest. */
export const datesTold = 12;

type MarketTables = ReturnType<typeof market>;

/** Shares of sellers over the reference dates: of institutions with a submission on every date, or of all. */
export async function marketTables(
  sectors: SectorKeeper,
  latest: SectorContext,
  of: 'alike' | 'all',
): Promise<Result<MarketTables>> {
  const dates = (await sectors.dates()).slice(-datesTold);
  const contexts: SectorContext[] = [];
  if (of === 'alike') {
    const alike = await sectors.alike(dates.map(({ date }) => date));
    if (!alike.ok) return alike;
    contexts.push(...alike.value);
  } else {
    for (const { date } of dates) {
      const context = await sectors.at(date);
      if (!context.ok) return context;
      contexts.push(context.value);
    }
  }
  const studies = contexts.map(({ study }) => study);
  return ok(once(contexts.at(-1) ?? latest, `market ${of}`, () => market(studies, currencyOf(latest) ?? '')));
}

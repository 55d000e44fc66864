import type { IsoDate } from '@underpin/model';
import { between, randomFor } from './choose.ts';
import type { InstitutionPlan } from './institution-plan.ts';
import { chainBelow, contractor } from './market.ts';
import type { Market } from './market.ts';
import type { PlannedArrangement, ServicePlan } from './service-plan.ts';

const tries = 6;

/** The services as they were on an earlier date: what began later had a predecessor with another provider, which has ended since. */
export function servicesThen(
  seed: number,
  market: Market,
  plan: InstitutionPlan,
  now: ServicePlan,
  date: IsoDate,
): ServicePlan {
  const linked = new Set(now.arrangements.flatMap(({ overarching, passesOn }) => [overarching, passesOn]));
  const alone = (one: PlannedArrangement): boolean =>
    !one.isOverarching && one.overarching === null && one.passesOn === null && !linked.has(one.reference);
  const then = new Map(
    now.arrangements.map((one, at) => {
      if (one.start <= date || !alone(one)) return [one, one];
      const random = randomFor(seed, `services before ${one.reference}`, plan.index);
      let provider = one.provider;
      for (let left = tries; left > 0 && provider.code === one.provider.code; left -= 1)
        provider = contractor(random, market, one.trade, plan.country);
      const predecessor: PlannedArrangement = {
        ...one,
        reference: `CB-${String(at + 1).padStart(3, '0')}`,
        provider,
        start: `20${between(random, 12, 16)}-0${between(random, 1, 9)}-01`,
        end: '9999-12-31',
        provisionCountry: provider.country,
        dataCountry: one.dataCountry === null ? null : provider.country,
        chain: chainBelow(seed, market, one.trade, provider),
      };
      return [one, predecessor];
    }),
  );
  return {
    arrangements: [...then.values()],
    uses: now.uses.map((use) => ({ ...use, arrangement: then.get(use.arrangement) ?? use.arrangement })),
  };
}

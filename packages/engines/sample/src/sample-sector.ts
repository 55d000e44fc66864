import { isIsoDate } from '@underpin/model';
import { doraTables } from './dora-tables.ts';
import { planInstitution } from './institution-plan.ts';
import { inventoryTables } from './inventory-tables.ts';
import { marketOf } from './market.ts';
import type { SampleInstitution, SampleOptions, SampleSector } from './sample-types.ts';
import { planServices } from './service-plan.ts';
import { servicesThen } from './services-then.ts';

/**
 * Makes the institutions of a fictional sector one by one, each with its DORA register (fifteen tables) and, for three in
 * four, its inventory. The same options give the same tables; an institution does not depend on those before it. With an earlier reference
 * date it is the same sector as it was then: what began later had a predecessor.
 * `RangeError` for a number of institutions below 1 or above 30,000, or a text that is no date.
 *
 * @example for (const institution of sampleInstitutions({ institutions: 30_000, seed: 1, referenceDate: '2024-12-31' })) ...
 */
export function* sampleInstitutions(options: SampleOptions): Generator<SampleInstitution, void, undefined> {
  const { institutions, seed, referenceDate } = options;
  if (!Number.isInteger(institutions) || institutions < 1 || institutions > 30_000)
    throw new RangeError(`Cannot make ${institutions} institutions: expected a whole number from 1 to 30000`);
  if (!isIsoDate(referenceDate)) throw new RangeError(`Cannot use "${referenceDate}": expected a date as yyyy-mm-dd`);
  const market = marketOf(seed, institutions);
  for (let index = 0; index < institutions; index += 1) {
    const plan = planInstitution(seed, index);
    const services = servicesThen(seed, market, plan, planServices(seed, market, plan), referenceDate);
    yield {
      lei: plan.entities[0]?.lei ?? '',
      name: plan.entities[0]?.name ?? '',
      country: plan.country,
      currency: plan.currency,
      kind: plan.kind,
      scope: plan.captive === null ? 'IND' : 'CON',
      doraTables: doraTables(seed, plan, services, referenceDate),
      inventoryTables: inventoryTables(seed, plan, services, referenceDate),
    };
  }
}

/**
 * A fictional sector, whole: banks of three sizes, a payment system and a depository, with the skew of real ones (few
 * provider groups serve many). See {@link sampleInstitutions} for large sectors and for errors.
 *
 * @example const sector = sampleSector({ institutions: 24, seed: 2014, referenceDate: '2024-12-31' });
 */
export function sampleSector(options: SampleOptions): SampleSector {
  return { seed: options.seed, referenceDate: options.referenceDate, institutions: [...sampleInstitutions(options)] };
}

import { z } from 'zod';
import { isoDateSchema } from '@underpin/model';
import units from './capacity-units.json' with { type: 'json' };

/** What a unit of capacity may be used for. A unit that is not in the list converts only with itself, without further limits. */
export const capacityUnitSchema = z.object({
  unit: z.string(),
  onlyWithinBrand: z.string().optional().describe('Both machines must be of this brand'),
  notComparableBefore: isoDateSchema
    .optional()
    .describe('A row stated before this day does not compare with a later one'),
  refused: z.string().optional().describe('Why this unit is never converted without a benchmark of the user'),
  note: z.string().optional(),
  source: z.string(),
});
export type CapacityUnit = z.infer<typeof capacityUnitSchema>;

/** Units of capacity and their limits, each with its source. */
export const capacityUnits: readonly CapacityUnit[] = z
  .object({ units: z.array(capacityUnitSchema) })
  .parse(units).units;

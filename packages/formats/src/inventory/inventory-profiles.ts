import type { RegisterProfile } from '@underpin/model';
import { registerProfileSchema } from '@underpin/model';
import version10 from './profiles/inventory-1.0.json' with { type: 'json' };

/** The format of inventories in its current version: tables, columns and closed lists. */
export const inventoryProfile: RegisterProfile = registerProfileSchema.parse(version10);

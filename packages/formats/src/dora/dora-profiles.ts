import type { RegisterProfile } from '@underpin/model';
import { registerProfileSchema } from '@underpin/model';
import version40 from './profiles/dora-4.0.json' with { type: 'json' };
import version42 from './profiles/dora-4.2.json' with { type: 'json' };

/**
 * The known versions of the EU DORA register of information, oldest first.
 * Source: EBA taxonomy, DORA module; each profile names its source, its hash and the date it is in force from.
 *
 * @example doraProfiles.find((profile) => profile.id === 'dora-4.0')
 */
export const doraProfiles: readonly RegisterProfile[] = [version40, version42].map((profile) =>
  registerProfileSchema.parse(profile),
);

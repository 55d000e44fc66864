import { directionsSeen, type StatedDirection } from '@underpin/app';
import { type ApiOptions, doorOf } from '../api/api-options.ts';
import { callerOf } from '../api/caller.ts';
import type { DirectionsFor } from './control.ts';

/** The directions that the caller's party may see, after those shown to all (of the example). */
export function directionsFor(options: ApiOptions, shown: () => readonly StatedDirection[]): DirectionsFor {
  return async (request) => {
    const caller = await callerOf(doorOf(options), request);
    if (caller === null) return shown();
    const { store, sealer, now } = options;
    const seen = await store.reviews.as(
      caller.acting,
      (records) => directionsSeen({ records, acting: caller.acting, sealer, now: now().toISOString() }),
      (outcome) => outcome.ok,
    );
    return seen.ok ? [...shown(), ...seen.value] : shown();
  };
}

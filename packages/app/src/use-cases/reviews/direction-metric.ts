import type { DirectionTerms } from '@underpin/contract';
import type { Bounds, Figure, Subject } from '@underpin/model';
import { asksForThings } from '../blind-spot.ts';

/** Those of the figures that a direction's metric means: in its weight, of things when its subject asks for things. */
export function figuresOfDirection<F extends Pick<Figure, 'id' | 'measure' | 'weight'>>(
  figures: readonly F[],
  subject: Subject,
  { metric, weight }: Pick<DirectionTerms, 'metric' | 'weight'>,
): F[] {
  const items = asksForThings(subject) ? '/asset/' : '/service-use/';
  return figures
    .filter(({ measure }) => measure === metric)
    .filter((one) => metric !== 'direct share' || (one.weight === weight && one.id.includes(items)));
}

/** The worst of several figures (a metric in units that are not added up); null when none was observed. */
export function worstOf(figures: readonly Pick<Figure, 'value'>[]): Bounds | null {
  const known = figures.map(({ value }) => value).filter((value) => value !== null);
  if (known.length === 0) return null;
  return {
    atLeast: Math.max(...known.map((value) => value.atLeast)),
    atMost: Math.max(...known.map((value) => value.atMost)),
  };
}

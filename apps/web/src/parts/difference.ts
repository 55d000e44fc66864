import type { Bounds, FigureValue } from '@underpin/model';

/** Bounds of the difference of two figures; null when either is unobserved or they are not of one kind. */
export function difference(first: FigureValue | undefined, second: FigureValue | undefined): Bounds | null {
  const [a, b] = [first?.value ?? null, second?.value ?? null];
  if (a === null || b === null || first?.unit !== second?.unit || first?.currency !== second?.currency) return null;
  return { atLeast: b.atLeast - a.atMost, atMost: b.atMost - a.atLeast };
}

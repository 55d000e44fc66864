import type { BasisRow, Bounds, Figure, FigureValue } from '@underpin/model';
import { engineVersion } from './engine-version.ts';

type Given = Omit<FigureValue, 'version'> & { readonly policy?: string; readonly basis: () => readonly BasisRow[] };

/** A figure with the engine's version. */
export function figureOf({ policy, ...given }: Given): Figure {
  return { ...given, version: { engine: engineVersion, ...(policy === undefined ? {} : { policy }) } };
}

/** Bounds as a share of a total; null when there is nothing to take a share of. */
export function shareOf(atLeast: number, atMost: number, total: number): Bounds | null {
  return total > 0 ? { atLeast: atLeast / total, atMost: Math.max(atLeast, atMost) / total } : null;
}

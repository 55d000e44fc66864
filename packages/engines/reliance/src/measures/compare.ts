import type { Bounds, FigureValue } from '@underpin/model';

/** How one figure differs between two computations. `change` bounds the difference: null when either is unobserved. */
export interface Change {
  readonly id: string;
  readonly label: string;
  readonly before: FigureValue | null;
  readonly after: FigureValue | null;
  readonly change: Bounds | null;
  /** "more" or "less" when the bounds do not overlap; "same" when nothing moved; else "cannot tell". */
  readonly verdict: 'more' | 'less' | 'same' | 'cannot tell' | 'new' | 'gone';
  /** What makes the two hard to compare: other unit, weight, currency, engine or policy. */
  readonly cautions: readonly string[];
}

/** Compares two computations figure by figure, by their ids. Example: `compare(before.figures('sector'), after.figures('sector'))`. */
export function compare(before: readonly FigureValue[], after: readonly FigureValue[]): Change[] {
  const earlier = new Map(before.map((figure) => [figure.id, figure]));
  const later = new Map(after.map((figure) => [figure.id, figure]));
  return [...new Set([...earlier.keys(), ...later.keys()])].map((id) =>
    changeOf(id, earlier.get(id) ?? null, later.get(id) ?? null),
  );
}

function changeOf(id: string, before: FigureValue | null, after: FigureValue | null): Change {
  const label = (after ?? before)?.label ?? id;
  if (before === null || after === null) {
    return { id, label, before, after, change: null, verdict: before === null ? 'new' : 'gone', cautions: [] };
  }
  const cautions = cautionsOf(before, after);
  const [old, now] = [before.value, after.value];
  const comparable = old !== null && now !== null && before.unit === after.unit && before.currency === after.currency;
  if (!comparable) return { id, label, before, after, change: null, verdict: 'cannot tell', cautions };
  const change = { atLeast: now.atLeast - old.atMost, atMost: now.atMost - old.atLeast };
  const still = now.atLeast === old.atLeast && now.atMost === old.atMost;
  const verdict = still ? 'same' : change.atLeast > 0 ? 'more' : change.atMost < 0 ? 'less' : 'cannot tell';
  return { id, label, before, after, change, verdict, cautions };
}

function cautionsOf(before: FigureValue, after: FigureValue): string[] {
  const pairs = [
    ['unit', before.unit, after.unit],
    ['weight', before.weight, after.weight],
    ['currency', before.currency, after.currency],
    ['engine', before.version.engine, after.version.engine],
    ['policy', before.version.policy, after.version.policy],
  ] as const;
  return pairs
    .filter(([, old, now]) => old !== now)
    .map(([what, old, now]) => `${what} was "${old ?? 'none'}" and is "${now ?? 'none'}"`);
}

import fc from 'fast-check';
import type { Edge } from './small-graph.ts';

/**
 * Small random ownership with cycles and self-holdings: for each entity some holders, whose maxima together leave a part
 * (at least `slack` percent) to nobody. Shares are whole percent, a point or an interval.
 */
export function randomEdges(intervals: boolean, slack: number): fc.Arbitrary<Edge[]> {
  return fc.integer({ min: 2, max: 8 }).chain((count) =>
    fc
      .array(
        fc.array(
          fc.record({
            owner: fc.integer({ min: 0, max: count - 1 }),
            share: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(50, 51, 25, 26, 100)),
            more: intervals ? fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })) : fc.constant(0),
          }),
          { maxLength: 4 },
        ),
        { minLength: count, maxLength: count },
      )
      .map((columns) => columns.flatMap((holders, owned) => column(holders, owned, slack))),
  );
}

function column(
  holders: readonly { owner: number; share: number; more: number }[],
  owned: number,
  slack: number,
): Edge[] {
  let left = 100 - slack;
  const edges: Edge[] = [];
  const seen = new Set<number>();
  for (const { owner, share, more } of holders) {
    if (seen.has(owner)) continue;
    seen.add(owner);
    const low = Math.min(share, left);
    if (low <= 0) continue;
    const high = Math.min(low + more, left);
    left -= low;
    const text = high > low ? `${low}-${high}` : String(low);
    edges.push({ owner: `e${owner}`, owned: `e${owned}`, kind: 'voting', share: text });
  }
  return edges;
}

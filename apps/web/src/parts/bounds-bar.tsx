import type { Bounds } from '@underpin/model';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

/** Bounds as an interval on a scale from 0 to `max`: solid to at least, hatched to at most, with the numbers beside it. */
export function BoundsBar({
  bounds,
  max,
  text,
}: {
  readonly bounds: Bounds;
  readonly max: number;
  readonly text?: string;
}): ReactNode {
  const words = useBoundsText();
  const part = (value: number): string => `${max > 0 ? Math.min(100, (100 * value) / max) : 0}%`;
  return (
    <span className="bounds">
      <span className="bounds-track" aria-hidden="true">
        {bounds.atMost > bounds.atLeast ? (
          <span className="bounds-most" style={{ width: part(bounds.atMost) }} />
        ) : null}
        <span className="bounds-least" style={{ width: part(bounds.atLeast) }} />
      </span>
      <span className="bounds-text">{text ?? words(bounds)}</span>
    </span>
  );
}

/** Bounds in words: one number where they meet, else "12–15". */
export function useBoundsText(): (bounds: Bounds | null, how?: (value: number) => string) => string {
  const { format, say } = useWords();
  return (bounds, how = format.number) => {
    if (bounds === null) return say('unit.unobserved');
    const [low, high] = [how(bounds.atLeast), how(bounds.atMost)];
    return low === high ? low : `${low}–${high}`;
  };
}

import type { Bounds } from '@underpin/model';
import type { ReactNode } from 'react';
import { useBoundsText } from '../parts/bounds-bar.tsx';
import { useWords } from '../words/words.tsx';

/** Bounds of a share beside the line that it must not pass: solid to at least, hatched to at most, the line at the cap. */
export function CapBar({ bounds, cap }: { readonly bounds: Bounds; readonly cap: number }): ReactNode {
  const { format } = useWords();
  const text = useBoundsText();
  const part = (value: number): string => `${Math.min(100, 100 * value)}%`;
  return (
    <span className="bounds capped">
      <span className="bounds-track" aria-hidden="true">
        {bounds.atMost > bounds.atLeast ? (
          <span className="bounds-most" style={{ width: part(bounds.atMost) }} />
        ) : null}
        <span className="bounds-least" style={{ width: part(bounds.atLeast) }} />
        <span className="cap" style={{ left: part(cap) }} />
      </span>
      <span className="bounds-text">{text(bounds, format.share)}</span>
    </span>
  );
}

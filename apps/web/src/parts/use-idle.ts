import { useEffect, useState } from 'react';

const longest = 1_000;

/** False at first; true once the page has been drawn and has nothing more urgent to do. What is out of sight waits for it. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (idle) return undefined;
    let asked = 0;
    // Safari has no requestIdleCallback.
    const whenIdle = window.requestIdleCallback ?? ((done: () => void) => window.setTimeout(done, 50));
    const cancel = window.cancelIdleCallback ?? window.clearTimeout;
    const frame = requestAnimationFrame(() => {
      asked = whenIdle(() => setIdle(true), { timeout: longest });
    });
    return () => {
      cancelAnimationFrame(frame);
      cancel(asked);
    };
  }, [idle]);
  return idle;
}

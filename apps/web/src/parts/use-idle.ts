import { useEffect, useState } from 'react';

const longest = 1_000;

/** False at first; true once the page has been drawn, `after` milliseconds have passed and there is nothing more urgent to do. What is out of sight waits for it. */
export function useIdle(after = 0): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (idle) return undefined;
    let asked = 0;
    // Safari has no requestIdleCallback.
    const whenIdle = window.requestIdleCallback ?? ((done: () => void) => window.setTimeout(done, 50));
    const cancel = window.cancelIdleCallback ?? window.clearTimeout;
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => {
        asked = whenIdle(() => setIdle(true), { timeout: longest });
      }, after);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      cancel(asked);
    };
  }, [idle, after]);
  return idle;
}

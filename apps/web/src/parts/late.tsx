import type { ReactNode } from 'react';
import { useIdle } from './use-idle.ts';

/** What stands below the answer that was asked for: drawn, and asked of the server, once the answer is on the screen. */
export function Late({ children }: { readonly children: ReactNode }): ReactNode {
  return useIdle() ? children : <div className="late" aria-hidden="true" />;
}

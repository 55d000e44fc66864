import type { Finding } from '@underpin/model';

/** Answers to "is the entity controlled by somebody else?". Missing edges give *unknown*, never *not controlled*. */
export const controlStatus = { notControlled: 0, controlled: 1, possible: 2, unknown: 3 } as const;
export type ControlStatus = (typeof controlStatus)[keyof typeof controlStatus];
export const controlStatusNames = ['not controlled', 'controlled', 'possible', 'unknown'] as const;

export const viewNames = ['company control', 'consolidation', 'self-reported'] as const;
export type ViewName = (typeof viewNames)[number];

/** One view of who controls each entity: the head (itself when nobody is named) and how far that is known. */
export interface ViewOfControl {
  readonly name: ViewName;
  readonly head: Int32Array;
  /** One of {@link controlStatus}. */
  readonly status: Uint8Array;
  readonly findings: readonly Finding[];
}

/** Leaves a computation that has grown past its limit; caught inside this package and told as a refusal. */
export class NodeLimit extends Error {
  override readonly name = 'NodeLimit';
}

/** The answer, or null when the work grew past its node limit. */
export function withinLimit<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof NodeLimit) return null;
    throw error;
  }
}

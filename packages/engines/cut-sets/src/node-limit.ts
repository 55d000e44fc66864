/** Leaves a computation that has grown past its limit; caught inside this package and told as a refusal. */
class NodeLimit extends Error {
  override readonly name = 'NodeLimit';
}

/** Thrown as it is: it happens often while orders are tried, and where it happened is of no interest. */
export const nodeLimitReached = new NodeLimit('The node limit is reached');

/** The answer, or null when the work grew past its node limit. */
export function withinLimit<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error === nodeLimitReached) return null;
    throw error;
  }
}

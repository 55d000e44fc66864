/**
 * The bytes that an authority signs for an opinion, as text. The hash is that of the opinion's object, which holds the
 * hash of the finding that it speaks of: an edit of either breaks the signature.
 *
 * @example opinionText('underpin/review-1', 'opinion/R1/CB', '9f86...')
 */
export function opinionText(ledger: string, object: string, objectSha256: string): string {
  return `underpin opinion v1\n${ledger}\n${canonicalName(object)}\n${objectSha256}\n`;
}

/** Ids come from people's files and could hold a line end; as a JSON string they cannot. */
function canonicalName(object: string): string {
  return JSON.stringify(object);
}

import { checkReview, reviewSchema } from '@underpin/model';
import type { Finding, Review } from '@underpin/model';
import { readYamlAs } from '../yaml/read-yaml-as.ts';

/**
 * Reads a review file (YAML 1.2, core schema: no custom tags, few aliases, 5 MB at most). `review` is null when the file
 * does not have the form of a review; findings name line and path. References and dates are checked with
 * {@link checkReview}; a review with such findings is still given.
 *
 * @example const { review, findings } = readReview(text, 'review.yaml');
 */
export function readReview(
  text: string,
  file = 'review.yaml',
): { readonly review: Review | null; readonly findings: readonly Finding[] } {
  const { value, findings, located } = readYamlAs(text, file, 'review', reviewSchema);
  if (value === null) return { review: null, findings };
  return { review: value, findings: checkReview(value, file).map(located) };
}

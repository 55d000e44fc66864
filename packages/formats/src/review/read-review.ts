import { checkReview, reviewSchema } from '@underpin/model';
import type { Finding, Review } from '@underpin/model';
import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';

const source = 'Underpin, schema of the review file';
const largest = 5_000_000;
const aliases = 50;

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
  const wrong = (message: string, line?: number): Finding => ({
    rule: 'review.yaml',
    severity: 'error',
    location: line === undefined ? { file } : { file, line },
    expected: 'a YAML 1.2 document',
    message,
    source: 'YAML 1.2.2',
  });
  if (text.length > largest) {
    return {
      review: null,
      findings: [wrong(`Shorten the review file: it has ${text.length} characters, the limit is ${largest}.`)],
    };
  }
  const lines = new LineCounter();
  let document: Document;
  let data: unknown;
  try {
    document = parseDocument(text, { lineCounter: lines, schema: 'core', version: '1.2' });
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) {
      const findings = problems.map((problem) =>
        wrong(`Correct the YAML: ${problem.message.split('\n')[0]}`, lines.linePos(problem.pos[0]).line),
      );
      return { review: null, findings };
    }
    data = document.toJS({ maxAliasCount: aliases });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { review: null, findings: [wrong(`Simplify the YAML, it could not be read: ${reason}.`)] };
  }
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const parsed = reviewSchema.safeParse(data);
  if (!parsed.success) {
    const findings = parsed.error.issues.map((issue): Finding => {
      const path = issue.path.map(String).join('.');
      const line = lineOf(issue.path);
      return {
        rule: 'review.schema',
        severity: 'error',
        location: { file, column: path, ...(line === undefined ? {} : { line }) },
        expected: issue.message,
        message: `Correct "${path || 'the document'}": ${issue.message}.`,
        source,
      };
    });
    return { review: null, findings };
  }
  const findings = checkReview(parsed.data, file).map((finding): Finding => {
    const path = (finding.location.column ?? '').split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const line = lineOf(path);
    return line === undefined ? finding : { ...finding, location: { ...finding.location, line } };
  });
  return { review: parsed.data, findings };
}

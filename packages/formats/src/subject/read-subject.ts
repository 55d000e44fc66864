import { ok, refused, type Result, type Subject, subjectSchema } from '@underpin/model';
import { parseDocument } from 'yaml';

/**
 * Reads a subject from YAML or JSON text: the subject itself, or a document with a `subject` field such as a review.
 *
 * @example readSubject('expression: country == "US"', 'subject.yaml')
 */
export function readSubject(text: string, name: string): Result<Subject> {
  const document = parseDocument(text, { schema: 'core', version: '1.2' });
  const error = document.errors[0];
  if (error !== undefined) return refused(`Cannot read the subject in "${name}": ${error.message.split('\n')[0]}`);
  const data = document.toJS({ maxAliasCount: 50 }) as unknown;
  const inner = typeof data === 'object' && data !== null && 'subject' in data ? data.subject : data;
  const parsed = subjectSchema.safeParse(inner);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return refused(
    `Cannot read the subject in "${name}": ${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'not a subject'}`,
  );
}

import type { Finding } from '@underpin/model';
import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';

const largest = 5_000_000;
const aliases = 50;

/** What a YAML file holds. `value` is null when it has not the form; `located` puts the line to a finding that names a path. */
export interface YamlReading<T> {
  readonly value: T | null;
  readonly findings: readonly Finding[];
  readonly located: (finding: Finding) => Finding;
}

/**
 * Reads a YAML 1.2 file (core schema: no custom tags, few aliases, 5 MB at most; JSON is YAML) that must have the form of a
 * schema. Findings name line and path. `kind` is its word, such as "review".
 */
export function readYamlAs<Schema extends z.ZodType>(
  text: string,
  file: string,
  kind: string,
  schema: Schema,
): YamlReading<z.output<Schema>> {
  const wrong = (message: string, line?: number): Finding => ({
    rule: `${kind}.yaml`,
    severity: 'error',
    location: line === undefined ? { file } : { file, line },
    expected: 'a YAML 1.2 document',
    message,
    source: 'YAML 1.2.2',
  });
  const none = (findings: readonly Finding[]): YamlReading<never> => ({
    value: null,
    findings,
    located: (finding) => finding,
  });
  if (text.length > largest)
    return none([wrong(`Shorten the ${kind} file: it has ${text.length} characters, the limit is ${largest}.`)]);
  const lines = new LineCounter();
  let document: Document;
  let data: unknown;
  try {
    document = parseDocument(text, { lineCounter: lines, schema: 'core', version: '1.2' });
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0)
      return none(
        problems.map((problem) =>
          wrong(`Correct the YAML: ${problem.message.split('\n')[0]}`, lines.linePos(problem.pos[0]).line),
        ),
      );
    data = document.toJS({ maxAliasCount: aliases });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return none([wrong(`Simplify the YAML, it could not be read: ${reason}.`)]);
  }
  if (data === null || data === undefined) return none([wrong(`The file is empty; write the ${kind} into it.`)]);
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const parsed = schema.safeParse(data);
  if (!parsed.success)
    return none(
      parsed.error.issues.map((issue): Finding => {
        const path = issue.path.map(String).join('.');
        const line = lineOf(issue.path);
        return {
          rule: `${kind}.schema`,
          severity: 'error',
          location: { file, column: path, ...(line === undefined ? {} : { line }) },
          expected: issue.message,
          message: `Correct "${path || 'the document'}": ${issue.message}.`,
          source: `Underpin, schema of the ${kind} file`,
        };
      }),
    );
  const located = (finding: Finding): Finding => {
    const path = (finding.location.column ?? '').split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    const line = lineOf(path);
    return line === undefined ? finding : { ...finding, location: { ...finding.location, line } };
  };
  return { value: parsed.data, findings: [], located };
}

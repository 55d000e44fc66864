import { checkProgramme, type Finding, type ProgrammeFile, programmeFileSchema } from '@underpin/model';
import type { z } from 'zod';
import { LineCounter, isNode, parseDocument } from 'yaml';

const largest = 50_000_000;

/**
 * Reads a programme file (YAML 1.2 core schema, or JSON). `programme` is null when it does not have the form; findings name
 * line and path. What it refers to is checked with `checkProgramme`.
 *
 * @example const { programme, findings } = readProgramme(text, 'programme.yaml');
 */
export function readProgramme(
  text: string,
  file = 'programme.yaml',
): { readonly programme: ProgrammeFile | null; readonly findings: readonly Finding[] } {
  const wrong = (message: string, line?: number, path?: string): Finding => ({
    rule: 'programme.yaml',
    severity: 'error',
    location: line === undefined ? { file } : { file, line },
    ...(path === undefined ? {} : { key: path }),
    message,
    source: 'Underpin, schema of the programme file',
  });
  if (text.length > largest)
    return {
      programme: null,
      findings: [wrong(`Shorten the programme file: it has ${text.length} characters, the limit is ${largest}.`)],
    };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', version: '1.2' });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    return {
      programme: null,
      findings: problems.map((problem) =>
        wrong(`Correct the YAML: ${problem.message.split('\n')[0]}`, lines.linePos(problem.pos[0]).line),
      ),
    };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return {
      programme: null,
      findings: [wrong(`Simplify the YAML: ${error instanceof Error ? error.message : String(error)}.`)],
    };
  }
  const parsed = programmeFileSchema.safeParse(data, { reportInput: true });
  if (parsed.success) return { programme: parsed.data, findings: checkProgramme(parsed.data, file) };
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  return {
    programme: null,
    findings: parsed.error.issues.map((issue) => {
      const path = issue.path.join('.');
      return wrong(inWords(issue, path), lineOf(issue.path), path);
    }),
  };
}

function inWords(issue: z.core.$ZodIssue, path: string): string {
  const where = path === '' ? 'the programme file' : `"${path}"`;
  if (issue.code === 'unrecognized_keys')
    return `Remove or correct ${issue.keys.map((key) => `"${key}"`).join(', ')}: ${where} has no such field.`;
  if (issue.code === 'invalid_type' && issue.input === undefined && path !== '')
    return `State "${path}": it is missing (expected: ${issue.expected}).`;
  if (issue.code === 'invalid_type' && path === '') return 'Fill the programme file: it holds no fields.';
  return `Correct ${where}: ${issue.message}.`;
}

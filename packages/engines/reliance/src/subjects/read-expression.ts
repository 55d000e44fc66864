import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { Environment, ParseError } from '@marcbachmann/cel-js';
import type { Result } from '@underpin/model';
import { nearest, ok, refused } from '@underpin/model';
import type { SubjectFieldName } from './subject-fields.ts';
import { subjectFields } from './subject-fields.ts';
import { variablesIn, visit } from './why-undecided.ts';

/** A subject expression, checked: it reads only known fields and says yes or no. */
export interface ReadExpression {
  readonly root: ASTNode;
  readonly fields: readonly SubjectFieldName[];
  /** Evaluates; throws what CEL throws when a field it needs is missing. */
  readonly holds: (values: Readonly<Record<string, string>>) => boolean;
  /** Compiles one part of the expression. */
  readonly part: (node: ASTNode) => (values: Readonly<Record<string, string>>) => boolean;
}

const limits = { maxAstNodes: 2000, maxDepth: 60 };
const environment = new Environment({ limits });
for (const { name, type } of subjectFields) environment.registerVariable(name, type);
const fieldList = subjectFields.map(({ name }) => name).join(', ');

/** Reads and type-checks an expression. Refuses with the place, the field meant and the list of fields. */
export function readExpression(expression: string): Result<ReadExpression> {
  const check = environment.check(expression);
  if (!check.valid) return refused(reasonFor(expression, check.error));
  if (check.type !== 'bool') {
    return refused(
      `Cannot use "${expression}" as a subject: it gives a ${check.type}, expected a condition such as country == "US"`,
    );
  }
  const compiled = environment.parse(expression);
  let pattern = false;
  visit(compiled.ast, (node) => {
    if (node.op === 'rcall' && (node.args as unknown[])[0] === 'matches') pattern = true;
    if (node.op === 'call' && (node.args as unknown[])[0] === 'matches') pattern = true;
  });
  if (pattern) {
    return refused(
      'Cannot use "matches": patterns have no bound on their time. Use contains, startsWith, endsWith or in',
    );
  }
  const read = variablesIn(compiled.ast);
  const parts = new Map<ASTNode, ParseResult>();
  return ok({
    root: compiled.ast,
    fields: subjectFields.map(({ name }) => name).filter((name) => read.has(name)),
    holds: (values) => compiled({ ...values }) === true,
    part: (node) => {
      let inner = parts.get(node);
      if (inner === undefined)
        parts.set(node, (inner = environment.parse(node.input.slice(node.range.start, node.range.end))));
      const run = inner;
      return (values) => run({ ...values }) === true;
    },
  });
}

function reasonFor(
  expression: string,
  error: { code: string; summary: string; range?: { start: number; end: number } } | undefined,
): string {
  if (error?.code === 'unknown_variable') {
    const name = error.range === undefined ? error.summary : expression.slice(error.range.start, error.range.end);
    const meant = nearest(
      name,
      subjectFields.map((field) => field.name),
    );
    return `Cannot select by "${name}": there is no such field.${meant === null ? '' : ` Did you mean "${meant}"?`} Fields: ${fieldList}`;
  }
  const where = error?.range === undefined ? '' : ` at character ${error.range.start + 1}`;
  const what = error instanceof ParseError ? 'read' : 'check';
  const single = error?.summary === 'Unexpected character: =' ? ' (write "==" to compare)' : '';
  return `Cannot ${what} the subject "${expression}"${where}: ${error?.summary ?? 'unknown error'}${single}. Expected a condition such as group == "…" && category == "server.high-end". Fields: ${fieldList}`;
}

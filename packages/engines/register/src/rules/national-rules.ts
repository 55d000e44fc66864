import type { Finding, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import type { Comparison, Expression } from '../expressions/ast.ts';
import { partsOf } from '../expressions/ast.ts';
import { specialFunctions } from '../expressions/evaluate.ts';
import { simpleFunctions } from '../expressions/functions.ts';
import { nationalForm } from '../expressions/national-form.ts';
import { parseExpression } from '../expressions/parse.ts';
import { RuleError } from '../expressions/rule-error.ts';
import type { RefusedRule, Rule, RuleSet } from './rule-set.ts';

const needed = ['rule_id', 'severity', 'enabled', 'message', 'lhs', 'op', 'rhs'] as const;
const operators: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** A national rule set as read, and what could not be read of its file. */
export interface NationalRules {
  readonly set: RuleSet;
  /** Rules that the file itself switches off. */
  readonly disabled: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Reads an authority's rule set: a table with the columns rule_id, severity, enabled, message, lhs, op and rhs, whose
 * expressions are interpreted as they stand (DPS, KEYS, JOIN, FILTER, IN, IF, COUNT and the like). A rule that cannot be
 * interpreted is in `set.refused` and in `findings`, by id and reason.
 *
 * @example const { set } = readNationalRules(table); checkPackage(pkg, { today, ruleSets: [set] })
 */
export function readNationalRules(table: Table): NationalRules {
  const findings: Finding[] = [];
  for (const column of needed) {
    if (table.columns.has(column)) continue;
    findings.push({
      rule: 'UP-RULES-1',
      severity: 'error',
      location: { file: table.file, line: 1, column },
      expected: needed.join(', '),
      message: `The rule file has no column "${column}". Expected ${needed.join(', ')}.`,
      source: 'Underpin: form of a national rule file',
    });
  }
  const rules: Rule[] = [];
  const refused: RefusedRule[] = [];
  const disabled: string[] = [];
  const rows = findings.length === 0 ? table.rowCount : 0;
  for (let row = 0; row < rows; row += 1) {
    const id = cell(table, 'rule_id', row).trim();
    const line = table.lines[row] ?? 1;
    const source = `National rule set "${table.file}", line ${line}`;
    if (!/^(y|yes|true|1|)$/i.test(cell(table, 'enabled', row).trim())) {
      disabled.push(id);
      continue;
    }
    try {
      rules.push(nationalRule(table, row, id, source));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      const reason = error.message;
      refused.push({ id, reason, source });
      findings.push({
        rule: 'UP-RULES-2',
        severity: 'error',
        location: { file: table.file, line },
        key: `rule_id=${id}`,
        value: id,
        message: `The rule "${id}" is not run, because it cannot be interpreted: ${reason}. Check what it asks by hand.`,
        source,
      });
    }
  }
  const set = { name: table.file, profiles: [], emptyCells: 'false', linksAreOne: true, rules, refused } as const;
  return { set, disabled, findings };
}

function nationalRule(table: Table, row: number, id: string, source: string): Rule {
  const [left, operator, right] = ['lhs', 'op', 'rhs'].map((column) => cell(table, column, row).trim()) as [
    string,
    string,
    string,
  ];
  if (!operators.has(operator)) throw new RuleError(`"${operator}" is no comparison`);
  const compared: Expression = {
    kind: 'compare',
    operator: operator as Comparison,
    left: nationalForm(parseExpression(left)),
    right: nationalForm(parseExpression(right)),
  };
  refuseUnknown(compared);
  return {
    id,
    severity: 'national',
    level: cell(table, 'severity', row).trim(),
    source,
    text: `${left} ${operator} ${right}`,
    expression: compared,
    message: cell(table, 'message', row).replaceAll(/\s+/g, ' ').trim(),
  };
}

function refuseUnknown(expression: Expression): void {
  if (expression.kind === 'word') throw new RuleError(`"${expression.word}" is no value`);
  if (expression.kind === 'call') {
    const { name } = expression;
    if (!specialFunctions.has(name) && simpleFunctions[name] === undefined)
      throw new RuleError(`the function ${name} is not known`);
  }
  for (const part of partsOf(expression)) refuseUnknown(part);
}

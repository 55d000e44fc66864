import type { IsoDate, ProfileTable, RegisterPackage, RegisterProfile, Table } from '@underpin/model';
import { cell } from '@underpin/model';
import type { Told } from '../checks/check.ts';
import type { FindingCollector } from '../checks/finding-collector.ts';
import { rowPlace } from '../checks/row-key.ts';
import { partsOf } from '../expressions/ast.ts';
import type { CellNode, Expression } from '../expressions/ast.ts';
import { Evaluator, isVector } from '../expressions/evaluate.ts';
import { RuleError } from '../expressions/rule-error.ts';
import { hasEmptyRows } from '../expressions/vector.ts';
import type { Vector } from '../expressions/vector.ts';
import { expandCells } from './expand-cells.ts';
import { expectation, firstTable, ruleSubject } from './rule-subject.ts';
import type { Rule, RuleSet } from './rule-set.ts';

export interface RuleContext {
  readonly today: IsoDate;
  /** Also runs rules that were switched off before today. */
  readonly deactivated: boolean;
}

/** Runs a rule set on a package: a row is told where a rule is false, not where an empty cell leaves it unknown. */
export function checkRules(
  pkg: RegisterPackage,
  profile: RegisterProfile,
  set: RuleSet,
  context: RuleContext,
  collector: FindingCollector,
): void {
  if (set.profiles.length > 0 && !set.profiles.includes(profile.id)) return;
  const evaluator = new Evaluator({
    profile,
    tables: pkg.tables,
    emptyCells: set.emptyCells,
    submitter: pkg.entity,
    referenceDate: pkg.referenceDate,
    linksAreOne: set.linksAreOne,
  });
  for (const rule of set.rules) {
    if (!context.deactivated && rule.deactivatedOn !== undefined && rule.deactivatedOn <= context.today) continue;
    for (const expression of expandCells(rule.expression, profile)) {
      runRule({ pkg, profile, rule, expression, evaluator, collector });
    }
  }
}

interface Run {
  readonly pkg: RegisterPackage;
  readonly profile: RegisterProfile;
  readonly rule: Rule;
  readonly expression: Expression;
  readonly evaluator: Evaluator;
  readonly collector: FindingCollector;
}

function runRule(run: Run): void {
  const { rule, evaluator, expression, collector } = run;
  try {
    refuseUnknownColumns(expression, run.profile);
    const outcome = evaluator.of(expression);
    if (isVector(outcome)) tellRows(run, outcome);
    else if (outcome === false) tellPackage(run);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { message } = error;
    collector.run({ ...rule, severity: 'error' }, (tell) => {
      tell({ file: run.pkg.name }, () => ({
        value: rule.id,
        message: `The rule "${rule.id}" could not be run on this package: ${message}. Check what it asks by hand.`,
      }));
    });
  }
}

// Said before anything is computed: a part that is not asked must not hide a column that does not exist.
function refuseUnknownColumns(expression: Expression, profile: RegisterProfile): void {
  for (const { table, column } of cellsOf(expression)) {
    const described = profile.tables.find((known) => known.code === table);
    if (described?.columns.some((known) => known.code === column) !== true)
      throw new RuleError(`${table} has no column ${column} in ${profile.id}`);
  }
}

const cells = new WeakMap<Expression, readonly CellNode[]>();

function cellsOf(expression: Expression): readonly CellNode[] {
  let found = cells.get(expression);
  if (found === undefined) {
    found = expression.kind === 'cell' ? [expression] : partsOf(expression).flatMap(cellsOf);
    cells.set(expression, found);
  }
  return found;
}

function tellRows({ pkg, profile, rule, expression, collector }: Run, outcome: Vector): void {
  const emptyBreaks = outcome.empty === false && hasEmptyRows(outcome);
  if (!emptyBreaks && !outcome.values.includes(false)) return;
  const table = pkg.tables.get(outcome.table);
  const described = profile.tables.find((known) => known.code === outcome.table);
  if (table === undefined || described === undefined) return;
  const broken = new Uint8Array(outcome.values.length + 1);
  broken[0] = emptyBreaks ? 1 : 0;
  for (let code = 0; code < outcome.values.length; code += 1) broken[code + 1] = outcome.values[code] === false ? 1 : 0;
  const column = rule.column ?? ruleSubject(expression, outcome.table)?.column;
  const words = wording(rule, expression, described, column);
  const place = { file: table.file, ...(column === undefined ? {} : { column }) };
  collector.run(rule, (tell) => {
    for (let row = 0; row < table.rowCount; row += 1) {
      if (broken[(outcome.codes[row] as number) + 1] !== 1) continue;
      tell(place, () => ({ ...rowPlace(described, table, row), ...words(table, row) }));
    }
  });
}

function tellPackage({ pkg, profile, rule, expression, collector }: Run): void {
  const code = firstTable(expression);
  const described = profile.tables.find((known) => known.code === code);
  const table = code === null ? undefined : pkg.tables.get(code);
  const column = rule.column;
  collector.run(rule, (tell) => {
    tell({ file: table?.file ?? described?.file ?? pkg.name, ...(column === undefined ? {} : { column }) }, () => ({
      ...(rule.level === undefined ? {} : { level: rule.level }),
      value: table === undefined ? 'no rows' : `${table.rowCount} rows`,
      expected: rule.expected ?? shortened(rule.text),
      message: sentence(rule, '', described?.title ?? ''),
    }));
  });
}

function wording(
  rule: Rule,
  expression: Expression,
  described: ProfileTable,
  column: string | undefined,
): (table: Table, row: number) => Told {
  const label = described.columns.find((known) => known.code === column)?.label ?? column ?? described.title;
  const subject = ruleSubject(expression, described.code);
  const expected = rule.expected ?? expectation(expression, subject) ?? shortened(rule.text);
  return (table, row) => {
    const value = column === undefined ? '' : cell(table, column, row);
    return {
      ...(rule.level === undefined ? {} : { level: rule.level }),
      ...(value === '' ? {} : { value }),
      expected,
      message: sentence(rule, value, label),
    };
  };
}

// A message of the rule's maker tells nothing of the row, so what was seen is added.
function sentence(rule: Rule, value: string, label: string): string {
  const shown = value.length <= 120 ? value : `${value.slice(0, 120)}...`;
  if (rule.level === undefined)
    return rule.message.replaceAll('{value}', () => shown).replaceAll('{label}', () => label);
  const seen = shown === '' ? `"${label}" is empty or missing here` : `Here "${label}" is "${shown}"`;
  return `${ended(rule.message)} ${seen} (graded ${rule.level}). Correct it, or ask the authority.`;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function shortened(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 160)}...`;
}

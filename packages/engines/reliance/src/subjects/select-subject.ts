import { EvaluationError } from '@marcbachmann/cel-js';
import type { ControlView, Result, Sector, Subject } from '@underpin/model';
import { ok, refused } from '@underpin/model';
import type { FieldColumn } from './field-column.ts';
import { fieldColumn } from './field-column.ts';
import type { ReadExpression } from './read-expression.ts';
import { readExpression } from './read-expression.ts';
import type { ItemKind, SubjectFieldName } from './subject-fields.ts';
import { itemKinds } from './subject-fields.ts';
import { tuplesOf } from './tuples.ts';
import { unmetValues } from './unmet-values.ts';
import { known, variablesIn } from './why-undecided.ts';

/** What a subject selects in a sector, and what it cannot tell of. */
export interface Selection {
  readonly subject: Subject;
  /** Rows of the items, by kind. */
  readonly items: Readonly<Record<ItemKind, Int32Array>>;
  /** Items that would be selected or not depending on data that nobody stated. Unobserved is not no. */
  readonly unobserved: Readonly<Record<ItemKind, Int32Array>>;
  readonly notes: readonly string[];
}

type Decision = 'yes' | 'no' | 'unobserved';

/**
 * Selects providers, products, assets and service uses by a CEL expression over the documented fields (`subjectFields`).
 * A field that does not apply to an item, or that nobody observed, makes its condition an error; `true || error` is
 * true and `false && error` is false, as in CEL. Items undecided only for lack of data are listed as unobserved.
 * Refuses an expression that cannot be read, reads an unknown field or gives no yes or no.
 *
 * Example: `selectSubject(sector, control, { expression: 'country == "US" && category == "server.high-end"' })`.
 */
export function selectSubject(sector: Sector, control: ControlView, subject: Subject): Result<Selection> {
  const expression = readExpression(subject.expression);
  if (!expression.ok) return expression;
  const items = {} as Record<ItemKind, Int32Array>;
  const unobserved = {} as Record<ItemKind, Int32Array>;
  const values = new Map<string, Set<string>>();
  for (const kind of itemKinds) {
    const columns = new Map<SubjectFieldName, FieldColumn>();
    for (const field of expression.value.fields) {
      const column = fieldColumn(sector, control, kind, field);
      if (column === null) continue;
      columns.set(field, column);
      collect(values, field, column);
    }
    const decided = decide(expression.value, countOf(sector, kind), columns);
    if (!decided.ok) return decided;
    items[kind] = decided.value.yes;
    unobserved[kind] = decided.value.unobserved;
  }
  const notes = unmetValues(expression.value.root, (field) => values.get(field) ?? null);
  if (subject.asOf !== undefined && subject.asOf !== sector.asOf) {
    notes.push(
      `The subject is as of ${subject.asOf}, the sector as of ${sector.asOf}: load the sector of that date to compare`,
    );
  }
  if (itemKinds.every((kind) => items[kind].length === 0)) notes.push('The subject selects nothing');
  return ok({ subject, items, unobserved, notes });
}

function decide(
  expression: ReadExpression,
  count: number,
  columns: ReadonlyMap<SubjectFieldName, FieldColumn>,
): Result<{ yes: Int32Array; unobserved: Int32Array }> {
  const { tuple, example } = tuplesOf(count, [...columns.values()]);
  const decisions: Decision[] = [];
  for (const item of example) {
    const values: Record<string, string> = {};
    for (const [field, column] of columns) {
      const code = column.codes[item] as number;
      const value = code < 0 ? '' : column.valueOf(code);
      if (value !== '') values[field] = value;
    }
    const decision = decideOne(expression, values, columns);
    if (typeof decision !== 'string') return decision;
    decisions.push(decision);
  }
  const [yes, unobserved]: [number[], number[]] = [[], []];
  for (let item = 0; item < count; item += 1) {
    const decision = decisions[tuple[item] as number];
    if (decision === 'yes') yes.push(item);
    else if (decision === 'unobserved') unobserved.push(item);
  }
  return ok({ yes: Int32Array.from(yes), unobserved: Int32Array.from(unobserved) });
}

function decideOne(
  expression: ReadExpression,
  values: Readonly<Record<string, string>>,
  columns: ReadonlyMap<SubjectFieldName, FieldColumn>,
): Decision | Result<never> {
  try {
    return expression.holds(values) ? 'yes' : 'no';
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    if (error.code !== 'unknown_variable') return refused(`Cannot evaluate the subject: ${error.summary}`);
  }
  const missing = expression.fields.filter((field) => values[field] === undefined);
  const decision = known(expression.root, (node) => {
    try {
      return expression.part(node)(values);
    } catch {
      const read = variablesIn(node);
      const lacks = missing.filter((field) => read.has(field));
      return lacks.some((field) => !columns.has(field)) ? 'not applicable' : 'unobserved';
    }
  });
  return decision === 'unobserved' ? 'unobserved' : 'no';
}

function collect(values: Map<string, Set<string>>, field: string, column: FieldColumn): void {
  const found = values.get(field) ?? new Set<string>();
  values.set(field, found);
  const seen = new Uint8Array(column.values);
  for (const code of column.codes) {
    if (code < 0 || seen[code] === 1) continue;
    seen[code] = 1;
    found.add(column.valueOf(code));
  }
}

function countOf(sector: Sector, kind: ItemKind): number {
  if (kind === 'provider') return sector.providers.count;
  if (kind === 'product') return sector.products.count;
  return kind === 'asset' ? sector.assets.count : sector.serviceUses.count;
}

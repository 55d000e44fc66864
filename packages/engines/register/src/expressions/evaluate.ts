import type { RegisterProfile, Table } from '@underpin/model';
import type { CellNode, Expression } from './ast.ts';
import { compared } from './comparison.ts';
import type { EmptyCells } from './comparison.ts';
import { dateOf, rounded, simpleFunctions, textOf } from './functions.ts';
import { RuleError } from './rule-error.ts';
import { tupleMembership } from './tuple-membership.ts';
import { combined, mapped, uniformValue, usedValues, valueAt } from './vector.ts';
import type { Value, Vector } from './vector.ts';

/** A value for all rows alike, one value per row, or a set of values. */
export type Outcome = Value | Vector | ReadonlySet<Value>;

/** What rules are evaluated on. Results are kept for as long as this lives, so rules share what they have in common. */
export interface Surroundings {
  readonly profile: RegisterProfile;
  readonly tables: ReadonlyMap<string, Table>;
  readonly emptyCells: EmptyCells;
  /** What `CATR("LEI")`, `submitter()` and `refdate()` stand for; `null` when unknown. */
  readonly submitter: string | null;
  readonly referenceDate: string | null;
  /** A link column's "true" reads as "1", as one authority's own import has it. */
  readonly linksAreOne: boolean;
}

/** Functions that {@link Evaluator} knows beside {@link simpleFunctions}. */
export const specialFunctions: ReadonlySet<string> = new Set([
  'IF',
  'IN',
  'CONCAT',
  'MATCH',
  'MATCH_CHARACTERS',
  'TEXT2DATE',
  'ROUND',
  'LOOKUP',
  'FILTER',
  'COUNT',
  'UNIQUE',
  'CATR',
  'REFDATE',
  'SUBMITTER',
  'AND',
  'OR',
]);

export class Evaluator {
  readonly #around: Surroundings;
  readonly #known = new Map<string, Outcome>();
  readonly #columns = new Map<string, Vector>();
  readonly #sets = new Map<Outcome, ReadonlySet<Value>>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  of(expression: Expression): Outcome {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'cell') return this.#cell(expression);
    const key = keyOf(expression);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const outcome = this.#compute(expression);
    this.#known.set(key, outcome);
    return outcome;
  }

  #compute(expression: Expression): Outcome {
    switch (expression.kind) {
      case 'not':
        return this.#each(expression.of, (value) => (value === null ? null : value !== true));
      case 'both':
      case 'either':
        return this.#connected(expression.left, expression.right, expression.kind === 'both');
      case 'compare': {
        const { operator } = expression;
        return this.#pair(expression.left, expression.right, (a, b) => this.#compared(operator, a, b));
      }
      case 'call':
        return this.#call(expression.name, expression.args);
      default:
        throw new RuleError('it holds a word that is no value');
    }
  }

  #compared(operator: Parameters<typeof compared>[0], left: Value, right: Value): Value {
    return compared(operator, left, right, this.#around.emptyCells);
  }

  #call(name: string, args: readonly Expression[]): Outcome {
    const simple = simpleFunctions[name];
    if (simple !== undefined) return this.#each(at(args, 0, name), simple);
    switch (name) {
      case 'IF':
        return this.#if(args);
      case 'IN':
        return this.#in(args);
      case 'CONCAT':
        return args
          .map((arg) => this.of(arg))
          .reduce((left, right) => this.#joined(left, right, (a, b) => textOf(a) + textOf(b)), '');
      case 'MATCH':
      case 'MATCH_CHARACTERS':
        return this.#match(at(args, 0, name), at(args, 1, name));
      case 'TEXT2DATE':
        return this.#each(at(args, 0, name), dateOf);
      case 'ROUND': {
        const digits = args[1]?.kind === 'literal' ? Number(args[1].value) : 0;
        return this.#each(at(args, 0, name), (value) => rounded(value, digits));
      }
      case 'LOOKUP':
        return this.#lookup(args);
      case 'FILTER':
        return this.#pair(at(args, 0, name), at(args, 1, name), (value, keep) => (keep === true ? value : null));
      case 'COUNT':
        return this.#count(this.of(at(args, 0, name)));
      case 'UNIQUE':
        return this.#set(this.of(at(args, 0, name)));
      case 'AND':
        return args.map((arg) => this.of(arg)).reduce<Outcome>((left, right) => this.#joined(left, right, both), true);
      case 'OR':
        return args
          .map((arg) => this.of(arg))
          .reduce<Outcome>((left, right) => this.#joined(left, right, either), false);
      case 'CATR':
      case 'SUBMITTER':
        return this.#around.submitter;
      case 'REFDATE':
        return this.#around.referenceDate;
      default:
        throw new RuleError(`the function ${name} is not known`);
    }
  }

  #cell({ table, column }: CellNode): Vector {
    const place = `${table} ${column}`;
    let vector = this.#columns.get(place);
    if (vector === undefined) this.#columns.set(place, (vector = this.#read(table, column)));
    return vector;
  }

  #read(code: string, column: string): Vector {
    const { profile, tables, linksAreOne } = this.#around;
    const described = profile.tables.find((known) => known.code === code)?.columns.find((each) => each.code === column);
    if (described === undefined) throw new RuleError(`${code} has no column ${column} in ${profile.id}`);
    const table = tables.get(code);
    const found = table?.columns.get(column);
    if (found === undefined) {
      const codes = new Int32Array(table?.rowCount ?? 0).fill(-1);
      return { table: code, codes, values: [], empty: null };
    }
    const raw: Vector = { table: code, codes: found.codes, values: found.values, empty: null, distinct: true };
    return linksAreOne && described.type === 'true' ? mapped(raw, (value) => (value === 'true' ? '1' : value)) : raw;
  }

  #each(expression: Expression, of: (value: Value) => Value): Outcome {
    const outcome = this.of(expression);
    if (isSet(outcome)) throw new RuleError('a set stands where one value is needed');
    return isVector(outcome) ? mapped(outcome, of) : of(outcome);
  }

  #pair(left: Expression, right: Expression, of: (left: Value, right: Value) => Value): Outcome {
    return this.#joined(this.of(left), this.of(right), of);
  }

  #joined(left: Outcome, right: Outcome, of: (left: Value, right: Value) => Value): Outcome {
    if (isSet(left) || isSet(right)) throw new RuleError('a set stands where one value is needed');
    if (isVector(left)) {
      return isVector(right) ? combined(left, right, of) : mapped(left, (value) => of(value, right));
    }
    return isVector(right) ? mapped(right, (value) => of(left, value)) : of(left, right);
  }

  // What decides alone is not asked again: AND after false, OR after true.
  #connected(left: Expression, right: Expression, and: boolean): Outcome {
    const first = this.of(left);
    const all = isVector(first) ? uniformValue(first) : first;
    if (all === !and) return first;
    return this.#joined(first, this.of(right), and ? both : either);
  }

  // The branches meet where the condition holds and where it does not; an unknown condition chooses neither.
  #if(args: readonly Expression[]): Outcome {
    const otherwise = at(args, 2, 'IF');
    const chosenThen = this.of(at(args, 1, 'IF'));
    if (otherwise.kind === 'literal' && otherwise.value === true) {
      // What holds everywhere holds under any condition.
      if (isVector(chosenThen) && uniformValue(chosenThen) === true) return chosenThen;
      return this.#joined(this.of(at(args, 0, 'IF')), chosenThen, (test, value) => (test === true ? value : true));
    }
    const condition = this.of(at(args, 0, 'IF'));
    const then = this.#joined(condition, chosenThen, (test, value) => (test === true ? value : null));
    const other = this.#joined(condition, this.of(otherwise), (test, value) => (test === true ? null : value));
    const chosen = this.#joined(condition, then, (test, value) => (test === true ? value : undecided));
    return this.#joined(chosen, other, (first, second) => (first === undecided ? second : first));
  }

  #in(args: readonly Expression[]): Outcome {
    const rows = this.#inRows(args);
    if (rows !== null) return rows;
    const options = new Set<Value>();
    const sets: ReadonlySet<Value>[] = [options];
    for (const arg of args.slice(1)) {
      const outcome = this.of(arg);
      if (isVector(outcome) || isSet(outcome)) sets.push(this.#set(outcome));
      else options.add(outcome);
    }
    const unknown = this.#around.emptyCells === 'unknown' ? null : false;
    const [first = options, ...more] = options.size === 0 ? sets.slice(1) : sets;
    return this.#each(at(args, 0, 'IN'), (value) =>
      value === null ? unknown : first.has(value) || more.some((set) => set.has(value)),
    );
  }

  // IN(CONCAT(…), CONCAT(…)) with columns in the same places is a look for equal rows; texts in between must be the same.
  #inRows(args: readonly Expression[]): Outcome | null {
    const [left, right] = args;
    if (args.length !== 2 || !isConcat(left) || !isConcat(right) || left.args.length !== right.args.length) return null;
    const sought: Vector[] = [];
    const known: Vector[] = [];
    for (const [index, part] of left.args.entries()) {
      const [here, there] = [this.of(part), this.of(right.args[index] as Expression)];
      if (isVector(here) && isVector(there)) {
        sought.push(here);
        known.push(there);
      } else if (here !== there) return null;
    }
    const together = [sought, known].every((vectors) => vectors.every(({ table }) => table === vectors[0]?.table));
    return together && sought.length > 0 ? tupleMembership(sought, known) : null;
  }

  #match(expression: Expression, pattern: Expression): Outcome {
    if (pattern.kind !== 'literal' || typeof pattern.value !== 'string') throw new RuleError('a pattern is no text');
    const form = safePattern(pattern.value);
    const unknown = this.#around.emptyCells === 'unknown' ? null : false;
    return this.#each(expression, (value) => (value === null ? unknown : form.test(textOf(value))));
  }

  // LOOKUP(value there, key there, key here, …): the value of the first row there with equal keys.
  #lookup(args: readonly Expression[]): Outcome {
    const value = at(args, 0, 'LOOKUP');
    const [there, here] = [1, 2].map((half) => args.filter((_, index) => index > 0 && index % 2 === half % 2));
    const wanted = this.of(value);
    const keys = this.#tuple(there ?? []);
    const sought = this.#tuple(here ?? []);
    if (!isVector(wanted) || !isVector(keys) || wanted.table !== keys.table)
      throw new RuleError('a look-up takes columns of one table');
    const found = new Map<Value, Value>();
    for (let row = 0; row < keys.codes.length; row += 1) {
      const key = valueAt(keys, row);
      if (key !== null && !found.has(key)) found.set(key, valueAt(wanted, row));
    }
    const answer = (key: Value): Value => found.get(key) ?? null;
    return isVector(sought) ? mapped(sought, answer) : isSet(sought) ? null : answer(sought);
  }

  #tuple(parts: readonly Expression[]): Outcome {
    return parts
      .map((part) => this.of(part))
      .reduce((left, right) => this.#joined(left, right, (a, b) => `${textOf(a)}\u001F${textOf(b)}`));
  }

  #count(outcome: Outcome): number {
    if (isSet(outcome)) return outcome.size;
    if (!isVector(outcome)) return outcome === null ? 0 : 1;
    let count = 0;
    for (let row = 0; row < outcome.codes.length; row += 1) if (valueAt(outcome, row) !== null) count += 1;
    return count;
  }

  #set(outcome: Outcome): ReadonlySet<Value> {
    if (isSet(outcome)) return outcome;
    if (!isVector(outcome)) return new Set([outcome]);
    let set = this.#sets.get(outcome);
    if (set === undefined) this.#sets.set(outcome, (set = usedValues(outcome)));
    return set;
  }
}

// Equal expressions of different rules are computed once; their texts are made once for all packages.
const keys = new WeakMap<Expression, string>();

function keyOf(expression: Expression): string {
  let key = keys.get(expression);
  if (key === undefined) keys.set(expression, (key = JSON.stringify(expression)));
  return key;
}

// Stands only between the two halves of an IF.
const undecided = '\u0000undecided';

function both(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : left === true && right === true;
}

function either(left: Value, right: Value): Value {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
}

export function isVector(outcome: Outcome): outcome is Vector {
  return typeof outcome === 'object' && outcome !== null && 'codes' in outcome;
}

function isConcat(expression: Expression | undefined): expression is Extract<Expression, { kind: 'call' }> {
  return expression?.kind === 'call' && expression.name === 'CONCAT';
}

function isSet(outcome: Outcome): outcome is ReadonlySet<Value> {
  return outcome instanceof Set;
}

function at(args: readonly Expression[], index: number, name: string): Expression {
  const found = args[index];
  if (found === undefined) throw new RuleError(`${name} lacks its argument ${index + 1}`);
  return found;
}

// Patterns come with a file that somebody else wrote: nothing that could take exponential time is run.
function safePattern(pattern: string): RegExp {
  const repeats = pattern.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  if (pattern.length > 200 || repeats > 2 || /\\\d|\(\?/.test(pattern) || /\)[*+{]/.test(pattern))
    throw new RuleError(`the pattern "${pattern}" is not run: it could take too long`);
  try {
    return new RegExp(pattern, 'u');
  } catch {
    throw new RuleError(`"${pattern}" is no pattern`);
  }
}

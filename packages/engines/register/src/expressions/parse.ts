import type { ColumnRange, Comparison, Expression } from './ast.ts';
import { RuleError } from './rule-error.ts';
import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);
const deepest = 200;

/**
 * Parses an expression of the subset of DPM-XL and of the function language of national rule sets that registers need:
 * OR, AND, NOT, comparisons, `x in {…}`, `if … then … endif`, calls, texts, numbers, `{tB_01.01, c0010}`. Words are not
 * case-sensitive. A comma after the last argument is passed over.
 */
export function parseExpression(text: string): Expression {
  return new Parser(tokensOf(text)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #table = '';

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    if (this.#word('with')) this.#context();
    const expression = this.#expression();
    if (this.#now.kind !== 'end') throw this.#unexpected('the end');
    return expression;
  }

  get #now(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #context(): void {
    this.#mark('{');
    this.#table = this.#tableName(this.#take('word'));
    while (this.#now.text !== '}' && this.#now.kind !== 'end') this.#at += 1;
    this.#mark('}');
    this.#mark(':');
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > deepest) throw new RuleError('it is nested too deeply');
    let left = this.#conjunction();
    while (this.#word('or')) left = { kind: 'either', left, right: this.#conjunction() };
    this.#depth -= 1;
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.#word('and')) left = { kind: 'both', left, right: this.#negation() };
    return left;
  }

  #negation(): Expression {
    let count = 0;
    while (this.#word('not')) count += 1;
    let expression = this.#comparison();
    while (count-- > 0) expression = { kind: 'not', of: expression };
    return expression;
  }

  #comparison(): Expression {
    let left = this.#primary();
    for (;;) {
      if (this.#now.kind === 'mark' && comparisons.has(this.#now.text)) {
        const text = this.#take('mark');
        const operator = (text === '!=' ? '<>' : text) as Comparison;
        left = { kind: 'compare', operator, left, right: this.#primary() };
      } else if (this.#now.kind === 'word' && this.#now.text.toLowerCase() === 'in') {
        this.#at += 1;
        left = { kind: 'call', name: 'IN', args: [left, ...this.#list('{', '}')] };
      } else return left;
    }
  }

  #primary(): Expression {
    const token = this.#now;
    if (token.kind === 'text') return { kind: 'literal', value: this.#take('text') };
    if (token.kind === 'number') return { kind: 'literal', value: Number(this.#take('number')) };
    if (token.text === '(') {
      this.#at += 1;
      const inside = this.#expression();
      this.#mark(')');
      return inside;
    }
    if (token.text === '{') return this.#cells();
    if (token.kind !== 'word') throw this.#unexpected('a value');
    return this.#named(this.#take('word'));
  }

  #named(word: string): Expression {
    const upper = word.toUpperCase();
    const isCall = this.#now.kind === 'mark' && this.#now.text === '(';
    if (upper === 'IF' && !isCall) return this.#choice();
    if (isCall) {
      if (upper !== 'IF') return { kind: 'call', name: upper, args: this.#list('(', ')') };
      return this.#ifCall();
    }
    if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'literal', value: upper === 'TRUE' };
    if (upper === 'NULL') return { kind: 'literal', value: null };
    return { kind: 'word', word };
  }

  // `if (…) then … endif` and `IF(…, …, …)` begin alike: a comma between the first parentheses tells them apart.
  #ifCall(): Expression {
    let depth = 0;
    for (let index = this.#at; index < this.#tokens.length; index += 1) {
      const { kind, text } = this.#tokens[index] as Token;
      if (kind !== 'mark') continue;
      if (text === '(' || text === '{') depth += 1;
      if (text === ')' || text === '}') depth -= 1;
      if (depth === 0) break;
      if (depth === 1 && text === ',') return { kind: 'call', name: 'IF', args: this.#list('(', ')') };
    }
    return this.#choice();
  }

  #choice(): Expression {
    const condition = this.#expression();
    if (!this.#word('then')) throw this.#unexpected('"then"');
    const then = this.#expression();
    const otherwise: Expression = this.#word('else') ? this.#expression() : { kind: 'literal', value: true };
    if (!this.#word('endif')) throw this.#unexpected('"endif"');
    return { kind: 'call', name: 'IF', args: [condition, then, otherwise] };
  }

  #list(open: string, close: string): Expression[] {
    this.#mark(open);
    const items: Expression[] = [];
    while (this.#now.text !== close || this.#now.kind !== 'mark') {
      items.push(this.#expression());
      if (!this.#comma()) break;
    }
    this.#mark(close);
    return items;
  }

  #cells(): Expression {
    this.#mark('{');
    const several = this.#now.text === '(';
    if (several) this.#at += 1;
    let table = this.#table;
    if (/^t/i.test(this.#now.text) && !several) {
      table = this.#tableName(this.#take('word'));
      this.#mark(',');
    }
    const columns = [this.#range(this.#take('word'))];
    while (several && this.#comma()) {
      columns.push(this.#range(this.#take('word')));
    }
    if (several) this.#mark(')');
    this.#mark('}');
    if (table === '') throw new RuleError('a cell names no table');
    const [only] = columns;
    if (columns.length === 1 && only !== undefined && only.from === only.to && only.from !== '*')
      return { kind: 'cell', table, column: only.from };
    return { kind: 'cells', table, columns };
  }

  #range(text: string): ColumnRange {
    if (text === 'c*') return { from: '*', to: '*' };
    const found = /^(c\d{4})(?:-c?(\d{4}))?$/.exec(text);
    if (found === null) throw new RuleError(`"${text}" is no column`);
    const from = found[1] as string;
    return { from, to: found[2] === undefined ? from : `c${found[2]}` };
  }

  #tableName(text: string): string {
    const found = /^t(B_\d\d\.\d\d)$/.exec(text);
    if (found === null) throw new RuleError(`"${text}" is no table`);
    return found[1] as string;
  }

  #word(word: string): boolean {
    if (this.#now.kind !== 'word' || this.#now.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #comma(): boolean {
    if (this.#now.kind !== 'mark' || this.#now.text !== ',') return false;
    this.#at += 1;
    return true;
  }

  #mark(text: string): void {
    if (this.#now.kind !== 'mark' || this.#now.text !== text) throw this.#unexpected(`"${text}"`);
    this.#at += 1;
  }

  #take(kind: Token['kind']): string {
    if (this.#now.kind !== kind) throw this.#unexpected(`a ${kind}`);
    const { text } = this.#now;
    this.#at += 1;
    return text;
  }

  #unexpected(expected: string): RuleError {
    const found = this.#now.kind === 'end' ? 'the end' : `"${this.#now.text}"`;
    return new RuleError(`found ${found} at character ${this.#now.at + 1}, expected ${expected}`);
  }
}

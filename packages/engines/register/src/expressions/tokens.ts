import { RuleError } from './rule-error.ts';

export interface Token {
  readonly kind: 'text' | 'number' | 'word' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
}

const patterns = [
  ['number', /\d+(?:\.\d+)?(?![\w:])/y],
  ['word', /[A-Za-z_][\w.*-]*/y],
  ['mark', /<=|>=|<>|!=|[=<>(){},:*]/y],
] as const;

/** Cuts a rule's text into tokens. Texts stand in double quotes, doubled inside; codes may stand in square brackets. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at] as string;
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    if (character === '"' || character === '[') {
      const token = quoted(text, at);
      tokens.push(token);
      at = token.end;
      continue;
    }
    const token = plain(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function plain(text: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return { kind, text: found[0], at };
  }
  throw new RuleError(`"${text[at] ?? ''}" at character ${at + 1} belongs to no expression`);
}

function quoted(text: string, at: number): Token & { readonly end: number } {
  const close = text[at] === '[' ? ']' : '"';
  let value = '';
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] !== close) value += text[index] ?? '';
    else if (close === '"' && text[index + 1] === '"') {
      value += '"';
      index += 1;
    } else return { kind: 'text', text: value, at, end: index + 1 };
  }
  throw new RuleError(`the text that begins at character ${at + 1} is never closed`);
}

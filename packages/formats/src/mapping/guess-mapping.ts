import type { ColumnMapping, ProfileColumn, ProfileTable, RegisterProfile } from '@underpin/model';
import { editDistance } from '@underpin/model';

/** One header of a file and the column that it most resembles; `code` is null when it resembles none. */
export interface HeaderGuess {
  readonly header: string;
  readonly code: string | null;
  readonly label: string;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** A mapping that a person has yet to confirm. */
export interface MappingGuess {
  readonly mapping: ColumnMapping;
  readonly headers: readonly HeaderGuess[];
}

const enough = 0.55;

/**
 * Guesses how the headers of a CSV file map to a table, by the likeness of header and label; each column is used once. It is
 * a proposal for a person: nothing is imported by it. Without `table` the table whose columns fit best is taken.
 *
 * @example guessMapping(profile, 'providers.csv', ['Provider LEI', 'Legal name'], 'B_05.01').mapping.columns
 */
export function guessMapping(
  profile: RegisterProfile,
  file: string,
  headers: readonly string[],
  table?: string,
): MappingGuess {
  const candidates = profile.tables.filter(({ code }) => table === undefined || code === table);
  if (candidates.length === 0) throw new RangeError(`Table "${table}" is not in profile "${profile.id}"`);
  const guesses = candidates.map((described) => ({ described, guessed: guessFor(described, headers) }));
  const best = guesses.reduce((a, b) => (total(b.guessed) > total(a.guessed) ? b : a));
  const columns = Object.fromEntries(
    best.guessed.flatMap(({ header, code }) => (code === null ? [] : [[header, code] as const])),
  );
  const mapping: ColumnMapping = {
    file,
    table: best.described.code,
    columns,
    constants: {},
    ignore: [],
    dates: 'yyyy-mm-dd',
    decimals: 'point',
    values: {},
  };
  return { mapping, headers: best.guessed };
}

function guessFor(described: ProfileTable, headers: readonly string[]): HeaderGuess[] {
  const pairs = headers
    .flatMap((header) => described.columns.map((column) => ({ header, column, likeness: likeness(header, column) })))
    .filter((pair) => pair.likeness >= enough)
    .toSorted((a, b) => b.likeness - a.likeness);
  const taken = new Map<string, { readonly column: ProfileColumn; readonly likeness: number }>();
  const used = new Set<string>();
  for (const { header, column, likeness: how } of pairs) {
    if (taken.has(header) || used.has(column.code)) continue;
    taken.set(header, { column, likeness: how });
    used.add(column.code);
  }
  return headers.map((header) => {
    const found = taken.get(header);
    return {
      header,
      code: found?.column.code ?? null,
      label: found?.column.label ?? '',
      likeness: Number((found?.likeness ?? 0).toFixed(2)),
    };
  });
}

function likeness(header: string, column: ProfileColumn): number {
  if (header.trim().toLowerCase() === column.code.toLowerCase()) return 1;
  const [a, b] = [wordsOf(header), wordsOf(column.label)];
  if (a.length === 0 || b.length === 0) return 0;
  if (a.join(' ') === b.join(' ')) return 1;
  const near = (word: string, others: readonly string[]): boolean =>
    others.some((other) => other === word || (word.length > 4 && editDistance(word, other) <= 1));
  const found = a.filter((word) => near(word, b)).length;
  // What the header says counts more than what the long labels of the taxonomy add.
  return 0.7 * (found / a.length) + 0.3 * (b.filter((word) => near(word, a)).length / b.length);
}

const fillers = new Set(['the', 'of', 'a', 'an', 'in', 'to', 'and', 'or', 'for', 'is', 'on', 'ict', 'third', 'party']);

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !fillers.has(word));
}

function total(guesses: readonly HeaderGuess[]): number {
  return guesses.reduce((sum, guess) => sum + guess.likeness, 0);
}

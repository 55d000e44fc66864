import type { ProfileColumn, RegisterProfile } from '@underpin/model';

/** Name of the hidden sheet that holds the closed lists. */
export const listsSheet = 'Lists';

/** A code as a drop-down shows it: its label, and the code in brackets, by which it is read back. */
export function choiceText(code: string, label: string): string {
  return label === '' || label === code ? code : `${label} [${code}]`;
}

/** The workbook's own name of a closed list. */
export function listName(list: string): string {
  return `list_${list.replaceAll(/[^A-Za-z0-9_.]/g, '_')}`;
}

/** The closed lists as columns of the hidden sheet, name first, and the names that refer to them. */
export function listColumns(profile: RegisterProfile): {
  readonly rows: (string | null)[][];
  readonly names: readonly { readonly name: string; readonly refers: string }[];
} {
  const lists = Object.entries(profile.lists).map(
    ([name, codes]) => [name, ...Object.entries(codes).map(([code, label]) => choiceText(code, label))] as const,
  );
  const height = Math.max(1, ...lists.map((list) => list.length));
  const rows = Array.from({ length: height }, (_none, row) => lists.map((list) => list[row] ?? null));
  const names = lists.map(([name, ...codes], at) => {
    const column = columnLetters(at);
    return { name: listName(name), refers: `${listsSheet}!$${column}$2:$${column}$${Math.max(2, codes.length + 1)}` };
  });
  return { rows, names };
}

/** What may be entered into a column, in a sentence. */
export function columnHint(column: ProfileColumn, profile: RegisterProfile): string {
  const form = {
    text: 'Text',
    list: `Choose from the list (${Object.keys(profile.lists[column.list ?? ''] ?? {}).length} codes)`,
    date: 'Date as yyyy-mm-dd; 9999-12-31 where there is none',
    integer: 'Whole number',
    decimal: 'Number with a decimal point, no thousands separator',
    true: 'true, or empty',
  }[column.type];
  const need = column.key ? '; part of the key, must be filled' : column.expected ? '; expected to be filled' : '';
  return `${form}${need}.`;
}

/** "A" for 0, "AA" for 26. */
export function columnLetters(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnLetters(Math.floor(at / 26) - 1) + columnLetters(at % 26);
}

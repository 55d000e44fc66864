import { editDistance, nearLimit } from './nearest.ts';

/** A code of a closed list with its label. */
export interface ListCode {
  readonly code: string;
  readonly label: string;
}

type Candidates = Readonly<Record<string, string>>;

/**
 * The one code that a text surely stands for: the code itself, the code without its prefix ("S01" for "eba_TA:S01"), its
 * label, or a cell of the workbook ("Germany [eba_GA:DE]"); blanks around it, letter case and a wrong prefix ignored.
 * `null` when none or several fit.
 *
 * @example codeMeant(profile.lists.ICT_SERVICE_19, 's01'); // 'eba_TA:S01'
 */
export function codeMeant(list: Candidates, text: string): string | null {
  const trimmed = text.trim();
  if (Object.hasOwn(list, trimmed)) return trimmed;
  const bracketed = /\[([^[\]]+)\]$/.exec(trimmed)?.[1];
  if (bracketed !== undefined && Object.hasOwn(list, bracketed)) return bracketed;
  const sought = plain(trimmed);
  if (sought === '') return null;
  const codes = Object.entries(list);
  for (const form of [
    ([code]: [string, string]) => plain(code) === sought,
    ([code]: [string, string]) => plain(withoutPrefix(code)) === plain(withoutPrefix(trimmed)),
    ([, label]: [string, string]) => plain(label) === sought,
  ]) {
    const found = codes.filter(form);
    if (found.length === 1) return found[0]?.[0] ?? null;
    if (found.length > 1) return null;
  }
  return null;
}

/**
 * The codes of a closed list nearest to a text, by code and by label, nearest first; none when nothing is near enough to
 * be meant. Codes of equal nearness come in the order of the list.
 *
 * @example nearestCodes(profile.lists.COUNTRY_251, 'Germny')[0]; // { code: 'eba_GA:DE', label: 'GERMANY' }
 */
export function nearestCodes(list: Candidates, text: string, most = 3): ListCode[] {
  const sought = plain(text);
  if (sought === '') return [];
  const bare = withoutPrefix(sought);
  const found: { readonly code: string; readonly label: string; readonly distance: number }[] = [];
  for (const [code, label] of Object.entries(list)) {
    const words = plain(label);
    const distance = Math.min(
      editDistance(sought, code),
      editDistance(bare, withoutPrefix(code)) + (bare.length <= 3 ? 1 : 0),
      editDistance(sought, words),
      sought.length >= 4 && words.includes(sought) ? 1 : Infinity,
    );
    if (distance <= nearLimit(sought)) found.push({ code, label, distance });
  }
  return found
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ code, label }) => ({ code, label }));
}

function withoutPrefix(code: string): string {
  return code.slice(code.indexOf(':') + 1);
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

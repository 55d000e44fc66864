import { doraProfiles } from '@underpin/formats';

const labels = new Map<string, string>();
for (const profile of doraProfiles) {
  for (const list of Object.values(profile.lists)) {
    for (const [code, label] of Object.entries(list)) if (!labels.has(code)) labels.set(code, label);
  }
}
const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** The label of a code of the register's closed lists; the code itself when no list has it. */
export function labelOf(code: string): string {
  return labels.get(code) ?? code;
}

/** A type of ICT service by its code, such as "S12 Hardware and physical devices". */
export function serviceTypeName(code: string): string {
  const label = labels.get(`eba_TA:${code}`);
  return label === undefined ? code : `${code} ${label}`;
}

/** The name of a country by its ISO 3166-1 alpha-2 code. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}

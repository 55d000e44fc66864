import eea from '../../rules/eea-countries.json' with { type: 'json' };
import placeholders from '../../rules/placeholder-codes.json' with { type: 'json' };
import { hasLeiForm, isLei } from '@underpin/model';

const countries: ReadonlySet<string> = new Set(eea.countries);
const euidCountries: ReadonlySet<string> = new Set([...eea.countries, ...eea.euidPrefixes]);
const repeated = new RegExp(String.raw`([A-Z0-9])\1{${placeholders.repeated - 1},}`, 'i');

/** False for a code in the form of an LEI whose check digits do not hold; of other codes it says nothing. */
export function leiDigitsHold(code: string): boolean {
  return !hasLeiForm(code) || isLei(code);
}

/** Form of a European unique identifier: EEA country, register, full stop, number. Source: Regulation (EU) 2021/1042. */
export function isEuid(code: string): boolean {
  return /^[A-Z]{2}[A-Z0-9]*\.[A-Za-z0-9._-]+$/.test(code) && euidCountries.has(code.slice(0, 2));
}

/** A country of the register's list (`eba_GA:` and ISO code) that belongs to the European Economic Area. */
export function isEeaCountry(code: string): boolean {
  return countries.has(code.replace(/^eba_GA:/, ''));
}

/** A code that stands where an identifier is missing: such a word, nothing but nines or noughts, or one character repeated. */
export function isPlaceholder(code: string): boolean {
  const upper = code.toUpperCase();
  // An LEI whose check digits hold was issued, whatever characters repeat in it.
  if (isLei(code)) return false;
  return (
    placeholders.words.some((word) => upper === word || (word.length > 3 && upper.includes(word))) ||
    placeholders.digits.some((digits) => upper.includes(digits)) ||
    repeated.test(code)
  );
}

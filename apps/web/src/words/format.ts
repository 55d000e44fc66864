import type { Language } from './words.tsx';

/** Numbers, dates and names of countries in the reader's way. */
export interface Format {
  readonly number: (value: number) => string;
  readonly compact: (value: number) => string;
  /** Four digits, as estimates and their bounds are told. */
  readonly figure: (value: number) => string;
  /** With its sign, so that a change reads as one. */
  readonly signed: (value: number) => string;
  readonly signedShare: (value: number) => string;
  readonly share: (value: number) => string;
  readonly money: (value: number, currency: string) => string;
  readonly date: (iso: string) => string;
  /** A moment to the minute, in UTC. */
  readonly moment: (iso: string) => string;
  /** The name of a country by its ISO 3166-1 alpha-2 code. */
  readonly country: (code: string) => string;
  /** A country that the server names in English. */
  readonly countryNamed: (english: string) => string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };
let codes: Map<string, string> | null = null;

export function formatFor(language: Language): Format {
  const locale = locales[language];
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const figures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, useGrouping: false });
  const wholes = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const signedShares = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const country = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);
  return {
    number: (value) => numbers.format(value),
    compact: (value) => compact.format(value),
    figure: (value) => (Math.abs(value) >= 1000 ? wholes : figures).format(value),
    signed: (value) => signed.format(value),
    signedShare: (value) => signedShares.format(value),
    share: (value) => shares.format(value),
    money: (value, currency) => (currency === '' ? compact.format(value) : `${currency} ${compact.format(value)}`),
    date: (iso) => (/^\d{4}-\d{2}-\d{2}/.test(iso) ? dates.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : iso),
    moment: (iso) => `${moments.format(new Date(iso))} UTC`,
    country,
    countryNamed: (english) => (language === 'en' ? english : country(codesOfNames().get(english) ?? english)),
  };
}

function codesOfNames(): Map<string, string> {
  if (codes !== null) return codes;
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  codes = new Map();
  for (let one = 65; one <= 90; one += 1) {
    for (let two = 65; two <= 90; two += 1) {
      const code = String.fromCharCode(one, two);
      const name = names.of(code);
      if (name !== undefined && !codes.has(name)) codes.set(name, code);
    }
  }
  return codes;
}

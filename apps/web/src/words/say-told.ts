import type { Told } from '@underpin/model';

interface ToldValues {
  readonly arm: Readonly<Record<string, string>>;
  readonly days: (text: string) => string;
}

/** Says what an engine told by its code in another language; null for a text that no code made. */
export function sayTold(
  told: readonly Told[],
  words: Readonly<Record<string, string>>,
  { arm, days }: ToldValues,
): (text: string) => string | null {
  const known = new Map(told.map((one) => [one.text, one]));
  const say = (text: string): string | null => {
    const one = known.get(text);
    const word = one === undefined ? undefined : words[one.code];
    if (one === undefined || word === undefined) return null;
    return word.replaceAll(/\{(\w+)\}/g, (_, place: string) => {
      const value = String(one.values[place] ?? '');
      if (place === 'arm') return arm[value] ?? value;
      if (place === 'days') return days(value);
      return value !== text && (place === 'unit' || place === 'method') ? (say(value) ?? value) : value;
    });
  };
  return say;
}

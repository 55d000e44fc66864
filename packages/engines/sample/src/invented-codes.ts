import { completeLei } from '@underpin/model';
import { randomFor } from './choose.ts';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** An invented LEI with valid check digits. Prefix "9999" is issued to nobody. */
export function inventedLei(seed: number, kind: 'I' | 'P', index: number): string {
  const random = randomFor(seed, `lei-${kind}`, index);
  const scramble = Array.from({ length: 7 }, () => letters[Math.floor(random() * letters.length)]).join('');
  const place = (index + 36 ** 3).toString(36).toUpperCase().padStart(4, '0');
  return completeLei(`9999UP${kind}${scramble}${place}`);
}

/** An invented European unique identifier of a company in a country of the European Union. */
export function inventedEuid(seed: number, country: string, index: number): string {
  const random = randomFor(seed, 'euid', index);
  return `${country}SAMPLE.${100_000 + Math.floor(random() * 900_000)}${index}`;
}

import { countText } from './numbers.ts';

/** "1 institution", "24 institutions". */
export function plural(count: number, word: string, words = `${word}s`): string {
  return `${countText(count)} ${count === 1 ? word : words}`;
}

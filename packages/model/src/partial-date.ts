import { z } from 'zod';
import { isIsoDate } from './iso-date.ts';

/** True for `yyyy`, `yyyy-mm` or `yyyy-mm-dd`: a date told only as exactly as its source tells it. */
export function isPartialDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true;
  if (/^\d{4}-\d{2}$/.test(text)) return isIsoDate(`${text}-01`);
  return isIsoDate(text);
}

/** A date as exact as its source: "2014", "2014-05" or "2014-05-14". */
export const partialDateSchema = z.string().refine(isPartialDate, 'Expected a date as yyyy, yyyy-mm or yyyy-mm-dd');
export type PartialDate = z.infer<typeof partialDateSchema>;

/** True when `first` is certainly before `second`: "2014-05" is not certainly before "2014-05-14", nor after it. */
export function isBefore(first: PartialDate, second: PartialDate): boolean {
  const length = Math.min(first.length, second.length);
  return first.slice(0, length) < second.slice(0, length);
}

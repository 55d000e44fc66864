import { z } from 'zod';

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a calendar date in ISO 8601 form `yyyy-mm-dd` (2024-02-29 yes, 2023-02-29 no). */
export function isIsoDate(text: string): boolean {
  const parts = form.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return day <= (daysInMonth[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** An ISO calendar date. Dates in this form sort as text. */
export const isoDateSchema = z.string().refine(isIsoDate, 'Expected a date as yyyy-mm-dd').meta({ format: 'date' });
export type IsoDate = z.infer<typeof isoDateSchema>;

/** The open end of a period in registers: "no end", "never performed". */
export const openEnd = '9999-12-31';

/** Days since 1970-01-01 of an ISO date, or `null` when the text is no date. Lets dates live in an Int32Array. */
export function dayNumber(text: string): number | null {
  if (!isIsoDate(text)) return null;
  return Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
}

/** The ISO date of a day number made by {@link dayNumber}. */
export function dateOfDay(day: number): IsoDate {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

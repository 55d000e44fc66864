import { dateOfDay, dayNumber } from '@underpin/model';

/** Day number of a date that the server sent. */
export function dayOf(date: string): number {
  return dayNumber(date) ?? 0;
}

/** First days of every so many months between two day numbers, with a label such as 2027-04. */
export function firstsBetween(
  from: number,
  to: number,
  months: number,
): { readonly day: number; readonly label: string }[] {
  const firsts: { day: number; label: string }[] = [];
  const [year = 0, month = 1] = dateOfDay(from).split('-').map(Number);
  for (let at = year * 12 + Math.ceil((month - 1) / months) * months; ; at += months) {
    const label = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    const day = dayOf(`${label}-01`);
    if (day >= to) return firsts;
    if (day >= from) firsts.push({ day, label });
  }
}

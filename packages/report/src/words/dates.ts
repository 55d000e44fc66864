import type { PartialDate } from '@underpin/model';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "2014", "May 2014" or "14 May 2014": no more exact than the source. Text that is no date is given back as it is. */
export function dateText(date: PartialDate): string {
  const [year, month, day] = date.split('-');
  const name = months[Number(month) - 1];
  if (year === undefined || name === undefined) return date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** "3 June 2025, 14:05 UTC" from an ISO date-time with Z; other text is given back as it is. */
export function momentText(moment: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/.exec(moment);
  return parts === null ? moment : `${dateText(parts[1] ?? '')}, ${parts[2]} UTC`;
}

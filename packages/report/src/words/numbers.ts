import type { Bounds, Unit } from '@underpin/model';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A count in words for people: grouped thousands, no decimals. */
export function countText(value: number): string {
  return whole.format(value);
}

/** Amounts of millions and billions are told short: "1,204 m", "3.2 bn". */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${fine.format(value / 1e9)} bn`;
  if (size >= 1e6) return `${fine.format(value / 1e6)} m`;
  return whole.format(value);
}

function one(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return percent.format(value * 100);
    case 'count':
    case 'hhi':
      return whole.format(value);
    case 'money':
      return short(value);
    case 'hours':
    case 'days':
    case 'effective number':
    case 'capacity':
      return fine.format(value);
  }
}

const after: Readonly<Record<Unit, string>> = {
  share: ' %',
  count: '',
  hhi: '',
  money: '',
  hours: ' h',
  days: ' days',
  'effective number': '',
  capacity: '',
};

/**
 * Bounds as people read them: "4", "3–5", "3–5 of 41", "7.3–12.2 %"; null is "unobserved", never 0. Shares are
 * fractions of 1. Bounds that differ but look alike once rounded are told as "about".
 */
export function boundsText(
  value: Bounds | null,
  unit: Unit,
  more: { readonly total?: number | null; readonly currency?: string | undefined } = {},
): string {
  if (value === null || Number.isNaN(value.atLeast) || Number.isNaN(value.atMost)) return 'unobserved';
  const [low, high] = [one(value.atLeast, unit), one(value.atMost, unit)];
  const dash = value.atLeast < 0 ? ' to ' : '–';
  const range = low !== high ? low + dash + high : value.atLeast === value.atMost ? low : `about ${low}`;
  const before = unit === 'money' && more.currency !== undefined ? `${more.currency} ` : '';
  const total = more.total === undefined || more.total === null ? '' : ` of ${before}${one(more.total, unit)}`;
  return unit === 'share' ? `${range}${after.share}` : `${before}${range}${after[unit]}${total}`;
}

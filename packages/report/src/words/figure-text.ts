import type { Bounds, FigureValue } from '@underpin/model';
import { boundsText } from './numbers.ts';

/** How many of the total a share is, when it counts whole things; null when it does not come out whole. */
function counted(value: Bounds, total: number): Bounds | null {
  const [atLeast, atMost] = [value.atLeast * total, value.atMost * total];
  const whole = (number: number): boolean => Math.abs(number - Math.round(number)) < 1e-6 * Math.max(1, total);
  return whole(atLeast) && whole(atMost) ? { atLeast: Math.round(atLeast), atMost: Math.round(atMost) } : null;
}

/** A figure's value for people: "18–34 of 88 (20.5–38.6 %)", "41.2–58.0 %", "EUR 1.5 m", "unobserved". */
export function figureText(figure: FigureValue): string {
  const { value, unit, weight, total, currency } = figure;
  if (unit === 'count') return boundsText(value, unit, { total });
  if (unit !== 'share') return boundsText(value, unit, { currency });
  const share = boundsText(value, unit);
  if (value === null || total === null || (weight !== 'count' && weight !== 'critical functions')) return share;
  const count = counted(value, total);
  return count === null ? share : `${boundsText(count, 'count', { total })} (${share})`;
}

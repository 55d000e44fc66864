import { dateOfDay, type Utilisation } from '@underpin/model';
import policy from './data/sizing-policy.json' with { type: 'json' };

/** Whether a measured window is long enough to size a replacement on, and if not, why. */
export type SizingWindow = { readonly enough: true } | { readonly enough: false; readonly reason: string };

const day = 86_400_000;

/** Judges a window by the sizing policy: its length, whether it spans a month end, whether the samples fill it. */
export function sizingWindow(utilisation: Utilisation): SizingWindow {
  const from = Date.parse(utilisation.from);
  const to = Date.parse(utilisation.to);
  if (to - from < policy.minimumDays * day) {
    return { enough: false, reason: `it covers ${duration(to - from)}, expected at least ${policy.minimumDays} days` };
  }
  if (policy.mustCoverMonthEnd && !coversMonthEnd(from, to)) {
    return { enough: false, reason: 'it covers no month end' };
  }
  const filled = (utilisation.intervalSeconds ?? 0) * 1000 * utilisation.samples;
  if (utilisation.intervalSeconds !== undefined && filled < (to - from) * policy.minimumFilled) {
    return { enough: false, reason: `its samples fill only ${Math.round((filled / (to - from)) * 100)} % of it` };
  }
  return { enough: true };
}

/** Judges a window of which only the measured days are stated. */
export function statedWindow(stated: { readonly days: number; readonly coversMonthEnd: boolean }): SizingWindow {
  if (stated.days < policy.minimumDays) {
    const covered = duration(stated.days * day);
    return { enough: false, reason: `it covers ${covered}, expected at least ${policy.minimumDays} days` };
  }
  return policy.mustCoverMonthEnd && !stated.coversMonthEnd
    ? { enough: false, reason: 'it covers no month end' }
    : { enough: true };
}

/** True when a whole last day of a month lies inside. */
export function coversMonthEnd(from: number, to: number): boolean {
  for (let midnight = Math.ceil(from / day); (midnight + 1) * day <= to; midnight += 1) {
    if (dateOfDay(midnight + 1).endsWith('-01')) return true;
  }
  return false;
}

function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

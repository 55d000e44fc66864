import { dateOfDay, dayNumber } from '@underpin/model';
import type { TrialProtocol } from '@underpin/model';

/** Day numbers of a span; the schema has checked that both are dates. */
export function daysOf({ from, to }: { readonly from: string; readonly to: string }): readonly number[] {
  const [first, last] = [dayNumber(from) ?? 0, dayNumber(to) ?? -1];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** The days of the period that need data: those that no gap excuses. */
export function plannedDays(protocol: TrialProtocol): readonly number[] {
  const excused = new Set(protocol.excusedGaps.flatMap(daysOf));
  return daysOf(protocol.period).filter((day) => !excused.has(day));
}

/** Which block a day belongs to: itself, or its ISO week (Monday first). */
export function blockOf(protocol: Pick<TrialProtocol, 'blocks'>, day: number): number {
  return protocol.blocks === 'week' ? Math.floor((day + 3) / 7) : day;
}

/** Number of blocks of the planned days. */
export function plannedBlocks(protocol: TrialProtocol): number {
  return new Set(plannedDays(protocol).map((day) => blockOf(protocol, day))).size;
}

/** Days as people write them: first and last of each run. */
export function spans(days: readonly number[]): string {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const day of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  const shown = runs.slice(0, 5).map(([a, b]) => (a === b ? dateOfDay(a) : `${dateOfDay(a)} to ${dateOfDay(b)}`));
  return runs.length > 5 ? `${shown.join(', ')} and ${runs.length - 5} more` : shown.join(', ');
}

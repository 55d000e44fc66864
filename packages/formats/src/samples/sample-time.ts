import type { ZoneClock } from '@underpin/model';

/** A moment read from text or a number; `doubt` tells what had to be assumed. */
export interface SampleTime {
  readonly moment: number;
  readonly doubt: 'none' | 'local' | 'twice' | 'never';
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/;

/**
 * Reads ISO 8601 with an offset, ISO 8601 without (a local time of the zone), or seconds, milli-, micro- or nanoseconds since 1970,
 * told apart by their size. Null when it is none of these.
 *
 * @example
 * sampleTime('2026-03-29T02:30:00', new ZoneClock('Europe/Berlin')) // { doubt: 'never', ... }: clocks were set forward
 */
export function sampleTime(text: string, clock: ZoneClock): SampleTime | null {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?([eE]\+?\d+)?$/.test(trimmed)) return { moment: momentOfNumber(Number(trimmed)), doubt: 'none' };
  const parts = iso.exec(trimmed);
  if (parts === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = parts;
  const local =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
    Number(`0.${fraction}0`) * 1000;
  const back = new Date(local);
  if (back.getUTCMonth() !== Number(month) - 1 || back.getUTCDate() !== Number(day) || Number(hour) > 23) return null;
  if (offset === undefined) return momentOfLocal(local, clock);
  if (offset === 'Z' || offset === 'z') return { moment: local, doubt: 'none' };
  const sign = offset.startsWith('-') ? -1 : 1;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', '') || 0)];
  return { moment: local - sign * (hours * 60 + minutes) * 60_000, doubt: 'none' };
}

/** A local time, given as if it were UTC. */
export function momentOfLocal(local: number, clock: ZoneClock): SampleTime {
  const { moment, doubt } = clock.momentOf(local);
  return { moment, doubt: doubt === 'none' ? 'local' : doubt };
}

/** Milliseconds of a number of seconds, milli-, micro- or nanoseconds since 1970 (between 1973 and 5138 no two are alike). */
export function momentOfNumber(value: number): number {
  const size = Math.abs(value);
  return size >= 1e17 ? value / 1e6 : size >= 1e14 ? value / 1e3 : size >= 1e11 ? value : value * 1e3;
}

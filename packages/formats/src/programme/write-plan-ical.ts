import { dateOfDay, dayNumber, type IsoDate, type ProgrammePlan } from '@underpin/model';

/**
 * A plan as an iCalendar stream (RFC 5545): an all-day event a replacement, one a milestone and one a gate. UIDs are stable, so that
 * a newer file replaces an older one in a calendar. `stamp` is when it is written, UTC.
 */
export function writePlanIcal(plan: ProgrammePlan, stamp: Date): string {
  const at = stamp.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const sequence = Math.max(0, (dayNumber(plan.statusOn) ?? 0) - (dayNumber(plan.start) ?? 0));
  const event = (
    uid: string,
    from: IsoDate,
    to: IsoDate,
    summary: string,
    category: string,
    more: readonly [string, string][],
  ): string[] => [
    'BEGIN:VEVENT',
    `UID:${escaped(`${uid}@${plan.id}.underpin`)}`,
    `DTSTAMP:${at}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${compact(from)}`,
    // The end of an all-day event is the day after its last.
    `DTEND;VALUE=DATE:${compact(dateOfDay((dayNumber(to) ?? 0) + 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `CATEGORIES:${escaped(category)}`,
    ...more.map(([name, value]) => `${name}:${escaped(value)}`),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Underpin//Programme//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(plan.title)}`,
    ...plan.replacements.flatMap((one) =>
      event(`replacement-${one.id}`, one.start, one.end, one.name, one.wave === '' ? 'replacement' : one.wave, [
        ...(one.site === '' ? [] : [['LOCATION', one.site] as [string, string]]),
        ['DESCRIPTION', `${one.servers} x ${one.candidate}, ${one.pace}; ${one.cost} ${plan.currency}`],
        ['STATUS', one.state === 'failed' ? 'TENTATIVE' : 'CONFIRMED'],
      ]),
    ),
    ...plan.milestones.flatMap((one) =>
      event(
        `milestone-${one.id}`,
        one.date,
        one.date,
        `${one.direction}: ${Math.round(one.share * 100)} % replaced`,
        'milestone',
        [['DESCRIPTION', one.verdict]],
      ),
    ),
    ...plan.gates.flatMap((one) =>
      one.opens === null
        ? []
        : event(`gate-${one.wave}`, one.opens, one.opens, `Gate: ${one.name}`, 'gate', [
            ['DESCRIPTION', one.because.join(' ')],
          ]),
    ),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function compact(date: IsoDate): string {
  return date.replaceAll('-', '');
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\n|\r/g, '\\n');
}

/** Lines of at most 75 octets; a character is never cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(line).length <= 75) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

import type { TimelineEvent } from '@underpin/model';
import type { Html } from '../html/html.ts';
import { wrap } from './draw.ts';
import type { ChartWords } from './draw.ts';

function yearsOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number);
  return (year ?? 0) + ((month ?? 1) - 1) / 12 + ((day ?? 1) - 1) / 365;
}

/** Events as numbered marks on a line of years; long empty stretches are cut, and the cut is shown. Numbers are those of the table. */
export function timelineChart(words: ChartWords, events: readonly TimelineEvent[]): Html {
  const width = 760;
  const [left, right, level] = [20, 740, 92];
  const times = events.map((event) => yearsOf(event.date));
  const distinct = [...new Set(times)].toSorted((first, second) => first - second);
  const places = new Map<number, number>();
  const cuts: number[] = [];
  let reach = 0;
  distinct.forEach((time, index) => {
    const before = distinct[index - 1];
    if (before !== undefined) {
      const gap = time - before;
      if (gap > 3) cuts.push(reach + 0.5);
      reach += gap > 3 ? 1 : Math.max(0.12, gap);
    }
    places.set(time, reach);
  });
  const scale = (place: number): number => left + 26 + (reach === 0 ? 0 : (place / reach) * (right - left - 90));
  let drawn = `<line x1="${left}" y1="${level}" x2="${right}" y2="${level}" stroke="var(--chart-soft)" stroke-width="2"/>`;
  for (const cut of cuts) {
    const x = scale(cut).toFixed(1);
    drawn +=
      `<path d="M${x} ${level - 7}l-6 14m14 -14l-6 14" stroke="var(--chart-ink)" stroke-width="1.5" fill="none"/>` +
      `<text x="${x}" y="${level + 24}" text-anchor="middle" font-size="11" fill="var(--chart-soft)">not to scale</text>`;
  }
  for (const time of distinct) {
    const x = scale(places.get(time) ?? 0);
    const here = events.flatMap((event, index) => (times[index] === time ? [{ event, number: index + 1 }] : []));
    drawn += `<text x="${x.toFixed(1)}" y="${level + 24}" text-anchor="middle" font-size="12" fill="var(--chart-ink)">${here[0]?.event.date ?? ''}</text>`;
    here.forEach(({ event, number }, index) => {
      const y = level - 16 * (index % 5) - 15;
      const shift = x + 20 * Math.floor(index / 5);
      const reported = event.dated === 'report';
      drawn +=
        `<rect x="${(shift - 9).toFixed(1)}" y="${y - 7}" width="18" height="14" rx="2" ` +
        `fill="${reported ? 'var(--chart-paper)' : 'var(--chart-sure)'}" stroke="var(--chart-sure)"/>` +
        `<text x="${shift.toFixed(1)}" y="${y + 4}" text-anchor="middle" font-size="11" ` +
        `fill="${reported ? 'var(--chart-ink)' : 'var(--chart-paper)'}">${number}</text>`;
    });
  }
  return wrap(words, width, 124, drawn);
}

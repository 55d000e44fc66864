import type { TimelineEvent } from '@underpin/model';
import { escapeText } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { wrap } from './draw.ts';
import type { ChartWords } from './draw.ts';

const [left, right, level] = [20, 740, 92];
const longGap = 3;
const labelWidth = 84;

function yearsOf(date: string): number {
  const [year, month, day] = date.split('-').map(Number);
  return (year ?? 0) + ((month ?? 1) - 1) / 12 + ((day ?? 1) - 1) / 365;
}

/**
 * Events as numbered marks on a line, in order; a longer time is a longer distance, but not to scale, and a gap of more
 * than three years is cut. Numbers are those of the table.
 */
export function timelineChart(words: ChartWords, events: readonly TimelineEvent[]): Html {
  const times = events.map((event) => yearsOf(event.date));
  const distinct = [...new Set(times)].toSorted((first, second) => first - second);
  const places = placesOf(distinct);
  let drawn = `<line x1="${left}" y1="${level}" x2="${right}" y2="${level}" stroke="var(--chart-soft)" stroke-width="2"/>`;
  let labelled = -Infinity;
  distinct.forEach((time, index) => {
    const x = places[index] ?? 0;
    const before = distinct[index - 1];
    if (before !== undefined && time - before > longGap) drawn += cut((x + (places[index - 1] ?? 0)) / 2);
    const here = events.flatMap((event, at) => (times[at] === time ? [{ event, number: at + 1 }] : []));
    if (x - labelled >= labelWidth) {
      labelled = x;
      drawn += `<text x="${x.toFixed(1)}" y="${level + 24}" text-anchor="middle" font-size="12" fill="var(--chart-ink)">${escapeText(here[0]?.event.date ?? '')}</text>`;
    }
    here.forEach(({ event, number }, place) => {
      drawn += mark(x + 20 * Math.floor(place / 5), level - 16 * (place % 5) - 15, number, event.dated === 'report');
    });
  });
  return wrap(words, 760, 124, drawn);
}

function placesOf(distinct: readonly number[]): readonly number[] {
  const gaps = distinct.slice(1).map((time, index) => Math.min(longGap, time - (distinct[index] ?? time)));
  const room = right - left - 80;
  const least = Math.min(labelWidth, room / Math.max(1, gaps.length));
  const spare = room - least * gaps.length;
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  let x = left + 40;
  return [x, ...gaps.map((gap) => (x += least + (total === 0 ? 0 : (gap / total) * spare)))];
}

function cut(x: number): string {
  return `<path d="M${(x - 6).toFixed(1)} ${level + 7}l6 -14m6 0l-6 14" stroke="var(--chart-ink)" stroke-width="1.5" fill="none"/>`;
}

function mark(x: number, y: number, number: number, reported: boolean): string {
  return (
    `<rect x="${(x - 9).toFixed(1)}" y="${y - 7}" width="18" height="14" rx="2" ` +
    `fill="${reported ? 'var(--chart-paper)' : 'var(--chart-sure)'}" stroke="var(--chart-sure)"/>` +
    `<text x="${x.toFixed(1)}" y="${y + 4}" text-anchor="middle" font-size="11" ` +
    `fill="${reported ? 'var(--chart-ink)' : 'var(--chart-paper)'}">${number}</text>`
  );
}

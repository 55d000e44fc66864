import { shorten, wrap } from '../charts/draw.ts';
import type { Html } from '../html/html.ts';
import { escapeText } from '../html/html.ts';

/** One interval to be drawn against its margin. */
export interface PicturedInterval {
  readonly name: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  readonly margin: number;
  readonly better: 'lower' | 'higher';
  readonly outcome: 'met' | 'worse' | 'undecided';
}

const [width, left, right, rowHeight, head] = [720, 250, 90, 34, 18];

/**
 * Intervals against their margins, one a row, each on a scale of its own on which the margin stands at the same place: what lies
 * left of the line is inside. Outcomes differ in form as well as in colour: filled, hollow, crossed.
 */
export function intervalPicture(id: string, title: string, rows: readonly PicturedInterval[]): Html {
  const height = head + rows.length * rowHeight + 24;
  const line = left + 0.7 * (width - left - right);
  const parts = rows.map((row, at) => {
    const y = head + at * rowHeight + rowHeight / 2;
    const sign = row.better === 'lower' ? 1 : -1;
    const finite = [row.lower, row.upper, row.estimate]
      .filter(Number.isFinite)
      .map((value) => sign * (value - row.margin));
    const reach = Math.max(1e-12, ...finite.map(Math.abs));
    const x = (value: number): number => {
      const offset = sign * (value - row.margin);
      const scaled = Number.isFinite(offset) ? offset / reach : Math.sign(offset);
      return line + scaled * (scaled < 0 ? line - left - 6 : width - right - line - 6);
    };
    const [from, to] = [x(row.lower), x(row.upper)].toSorted((a, b) => a - b) as [number, number];
    const colour = row.outcome === 'met' ? 'sure' : row.outcome === 'worse' ? 'subject' : 'possible';
    const mark = Number.isFinite(row.estimate)
      ? row.outcome === 'undecided'
        ? `<circle cx="${x(row.estimate)}" cy="${y}" r="5" fill="var(--chart-paper)" stroke="var(--chart-${colour})" stroke-width="2"/>`
        : row.outcome === 'met'
          ? `<circle cx="${x(row.estimate)}" cy="${y}" r="5" fill="var(--chart-${colour})"/>`
          : `<path d="M${x(row.estimate) - 5} ${y - 5}l10 10m0 -10l-10 10" stroke="var(--chart-${colour})" stroke-width="3" fill="none"/>`
      : '';
    const told = Number.isFinite(row.estimate) ? Number(row.estimate.toPrecision(4)) : '?';
    return (
      `<text x="0" y="${y + 4}" font-size="12" fill="var(--chart-ink)">${escapeText(shorten(row.name, 38))}</text>` +
      `<path d="M${from} ${y}H${to}" stroke="var(--chart-${colour})" stroke-width="3"/>${mark}` +
      `<text x="${width}" y="${y + 4}" font-size="12" text-anchor="end" fill="var(--chart-ink)">${told}</text>` +
      `<text x="${line + 3}" y="${y - 8}" font-size="9" fill="var(--chart-soft)">${Number(row.margin.toPrecision(4))}</text>`
    );
  });
  const description = rows.map(({ name, outcome }) => `${name}: ${outcome}`).join('; ');
  const margin =
    `<path d="M${line} ${head - 8}V${height - 20}" stroke="var(--chart-ink)" stroke-dasharray="5 3"/>` +
    `<text x="${line}" y="${height - 6}" font-size="11" text-anchor="middle" fill="var(--chart-ink)">margin</text>` +
    `<text x="${left}" y="${height - 6}" font-size="11" fill="var(--chart-soft)">better</text>` +
    `<text x="${width - right}" y="${height - 6}" font-size="11" text-anchor="end" fill="var(--chart-soft)">worse</text>`;
  return wrap({ id, title, description }, width, height, margin + parts.join(''));
}

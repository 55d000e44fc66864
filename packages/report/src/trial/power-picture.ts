import { wrap } from '../charts/draw.ts';
import type { Html } from '../html/html.ts';
import { escapeText } from '../html/html.ts';

/** Power over days for one endpoint. */
export interface PicturedPower {
  readonly endpoint: string;
  readonly curve: readonly { readonly days: number; readonly power: number }[];
}

const [width, height, left, bottom, top] = [720, 280, 48, 40, 14];

/** Power curves with the wanted power and the planned days as lines. */
export function powerPicture(
  id: string,
  plans: readonly PicturedPower[],
  wanted: { readonly power: number; readonly days: number },
): Html {
  const most = Math.max(wanted.days, ...plans.flatMap(({ curve }) => curve.map(({ days }) => days)));
  const x = (days: number): number => left + (days / most) * (width - left - 150);
  const y = (power: number): number => height - bottom - power * (height - bottom - top);
  const dashes = ['', '6 3', '2 3', '8 3 2 3'];
  const lines = plans.map(({ endpoint, curve }, at) => {
    const path = curve.map(({ days, power }, index) => `${index === 0 ? 'M' : 'L'}${x(days)} ${y(power)}`).join('');
    const dash = dashes[at % dashes.length] ?? '';
    const label = top + 14 + at * 18;
    return (
      `<path d="${path}" fill="none" stroke="var(--chart-sure)" stroke-width="2" stroke-dasharray="${dash}"/>` +
      `<path d="M${width - 140} ${label - 4}h24" stroke="var(--chart-sure)" stroke-width="2" stroke-dasharray="${dash}"/>` +
      `<text x="${width - 110}" y="${label}" font-size="11" fill="var(--chart-ink)">${escapeText(endpoint)}</text>`
    );
  });
  const ticks = [0, 0.5, wanted.power, 1].map(
    (power) =>
      `<text x="${left - 6}" y="${y(power) + 4}" font-size="11" text-anchor="end" fill="var(--chart-ink)">${Math.round(power * 100)} %</text><path d="M${left} ${y(power)}H${x(most)}" stroke="var(--chart-line)"/>`,
  );
  const planned =
    `<path d="M${x(wanted.days)} ${top}V${height - bottom}" stroke="var(--chart-ink)" stroke-dasharray="5 3"/>` +
    `<text x="${x(wanted.days)}" y="${height - bottom + 15}" font-size="11" text-anchor="middle" fill="var(--chart-ink)">${wanted.days} days planned</text>` +
    `<text x="${x(most)}" y="${height - bottom + 30}" font-size="11" text-anchor="end" fill="var(--chart-soft)">${most} days</text>`;
  return wrap(
    { id, title: 'Power by days', description: plans.map(({ endpoint }) => endpoint).join(', ') },
    width,
    height,
    ticks.join('') + planned + lines.join(''),
  );
}

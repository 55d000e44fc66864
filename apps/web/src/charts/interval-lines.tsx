import { useElementSize } from '@mantine/hooks';
import type { Bounds } from '@underpin/model';
import type { ReactNode } from 'react';

export interface IntervalSeries {
  readonly id: string;
  readonly name: string;
  readonly points: readonly { readonly date: string; readonly value: Bounds | null; readonly text: string }[];
}

/** Okabe and Ito's colours; a dash and a mark of its own tell lines apart without them. */
const styles = [
  { colour: '#0072B2', dash: '' },
  { colour: '#D55E00', dash: '6 3' },
  { colour: '#009E73', dash: '2 3' },
  { colour: '#CC79A7', dash: '8 3 2 3' },
  { colour: '#E69F00', dash: '4 2' },
  { colour: '#56B4E9', dash: '1 2' },
  { colour: '#8C8C8C', dash: '' },
] as const;
const height = 210;
const left = 44;
const bottom = 24;

/** Intervals over dates: each as a bar from at least to at most, joined by a line through the middles. The table beside it says the same. */
export function IntervalLines({
  series,
  max,
  label,
  axis,
  dateOf,
}: {
  readonly series: readonly IntervalSeries[];
  readonly max: number;
  readonly label: string;
  readonly axis: (value: number) => string;
  readonly dateOf: (date: string) => string;
}): ReactNode {
  const { ref, width } = useElementSize();
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ date }) => date)))].toSorted();
  const [first, last] = [Date.parse(dates[0] ?? ''), Date.parse(dates.at(-1) ?? '')];
  const inner = Math.max(0, width - left - 150);
  const xOf = (date: string): number =>
    left + 20 + (last === first ? 0.5 : (Date.parse(date) - first) / (last - first)) * (inner - 40);
  const yOf = (value: number): number => 10 + (height - bottom - 14) * (1 - (max === 0 ? 0 : value / max));
  const ends = series
    .map((one, at) => ({
      at,
      name: one.name,
      value: one.points.findLast(({ value }) => value !== null)?.value ?? null,
    }))
    .filter(({ value }) => value !== null)
    .map((one) => ({ ...one, y: yOf(((one.value?.atLeast ?? 0) + (one.value?.atMost ?? 0)) / 2) }))
    .toSorted((a, b) => a.y - b.y);
  ends.forEach((one, at) => {
    const before = ends[at - 1];
    if (before !== undefined && one.y - before.y < 13) one.y = before.y + 13;
  });
  return (
    <div ref={ref} className="interval-lines">
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={label}>
          {[0, 0.5, 1].map((part) => (
            <g key={part}>
              <line x1={left} x2={left + inner} y1={yOf(part * max)} y2={yOf(part * max)} className="axis-line" />
              <text x={left - 6} y={yOf(part * max)} className="axis-label" textAnchor="end" dominantBaseline="central">
                {axis(part * max)}
              </text>
            </g>
          ))}
          {dates.map((date) => (
            <text key={date} x={xOf(date)} y={height - 6} className="axis-label" textAnchor="middle">
              {dateOf(date)}
            </text>
          ))}
          {series.map(({ id, name, points }, at) => {
            const { colour, dash } = styles[Math.min(at, styles.length - 1)] ?? styles[0];
            const shift = (at - (series.length - 1) / 2) * 7;
            const seen = points.filter(({ value }) => value !== null) as {
              date: string;
              value: Bounds;
              text: string;
            }[];
            return (
              <g key={id} stroke={colour} fill={colour}>
                <polyline
                  points={seen
                    .map(({ date, value }) => `${xOf(date) + shift},${yOf((value.atLeast + value.atMost) / 2)}`)
                    .join(' ')}
                  fill="none"
                  strokeWidth={1.5}
                  strokeDasharray={dash}
                />
                {seen.map(({ date, value, text }) => (
                  <g key={date}>
                    <title>{`${name}, ${dateOf(date)}: ${text}`}</title>
                    <line
                      x1={xOf(date) + shift}
                      x2={xOf(date) + shift}
                      y1={yOf(value.atLeast)}
                      y2={yOf(value.atMost)}
                      strokeWidth={5}
                      strokeOpacity={0.5}
                    />
                    <circle cx={xOf(date) + shift} cy={yOf(value.atLeast)} r={2.6} stroke="none" />
                    <circle cx={xOf(date) + shift} cy={yOf(value.atMost)} r={2.6} stroke="none" />
                  </g>
                ))}
              </g>
            );
          })}
          {ends.map(({ at, name, y }) => (
            <text
              key={at}
              x={left + inner + 6}
              y={y}
              className="line-name"
              dominantBaseline="central"
              fill="currentColor"
            >
              <tspan fill={(styles[Math.min(at, styles.length - 1)] ?? styles[0]).colour}>■ </tspan>
              {name.length > 22 ? `${name.slice(0, 21)}…` : name}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

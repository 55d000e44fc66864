import type { ReactNode } from 'react';

export interface SequenceDay {
  readonly day: string;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const [width, height, left, right, top, bottom] = [560, 220, 52, 84, 12, 26];

/** A confidence sequence over days against its margin: the band is what all days together leave, the line the estimate of the day. */
export function SequenceChart({
  label,
  days,
  margin,
  harmOn,
  figure,
  dateOf,
  words,
}: {
  readonly label: string;
  readonly days: readonly SequenceDay[];
  readonly margin: number;
  readonly harmOn: string | null;
  readonly figure: (value: number) => string;
  readonly dateOf: (day: string) => string;
  readonly words: { readonly margin: string; readonly stop: string };
}): ReactNode {
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const [from, to] = [Date.parse(first), Date.parse(last)];
  // The first days are wide open; the scale follows the last two thirds, the margin and the estimates.
  const late = days
    .slice(Math.floor(days.length / 3))
    .flatMap(({ lower, upper, estimate }) => [lower, upper, estimate]);
  // A ratio of zero is no bound either.
  const known = [margin, ...late].filter((value) => value !== null && (value !== 0 || margin <= 0)) as number[];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const pad = (most - least || Math.abs(margin) || 1) * 0.1;
  const [low, high] = [least - pad, most + pad];
  const x = (day: string): number =>
    left + (to === from ? 0.5 : (Date.parse(day) - from) / (to - from)) * (width - left - right);
  const y = (value: number | null, open: number): number => {
    const held = Math.min(high, Math.max(low, value ?? open));
    return height - bottom - ((held - low) / (high - low)) * (height - bottom - top);
  };
  const upper = days.map(({ day, upper: value }) => `${x(day)} ${y(value, high)}`);
  const lower = days.map(({ day, lower: value }) => `${x(day)} ${y(value, low)}`);
  const estimates = days.filter(({ estimate }) => estimate !== null);
  return (
    <svg className="sequence-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[low + pad, (low + high) / 2, high - pad].map((value) => (
        <g key={value}>
          <line className="axis-line" x1={left} x2={width - right} y1={y(value, low)} y2={y(value, low)} />
          <text className="axis-label" x={left - 6} y={y(value, low) + 4} textAnchor="end">
            {figure(value)}
          </text>
        </g>
      ))}
      <path className="band" d={`M${upper.join('L')}L${lower.toReversed().join('L')}Z`} />
      <polyline
        className="estimate"
        points={estimates.map(({ day, estimate }) => `${x(day)},${y(estimate, low)}`).join(' ')}
      />
      <line className="margin-line" x1={left} x2={width - right} y1={y(margin, low)} y2={y(margin, low)} />
      <text className="axis-label strong" x={width - right + 4} y={y(margin, low) + 4}>
        {words.margin}
      </text>
      {harmOn === null ? null : (
        <g className="stop">
          <line x1={x(harmOn)} x2={x(harmOn)} y1={top} y2={height - bottom} />
          <text className="axis-label strong" x={x(harmOn) + 4} y={top + 10}>
            {words.stop}
          </text>
        </g>
      )}
      <text className="axis-label" x={left} y={height - 8}>
        {dateOf(first)}
      </text>
      <text className="axis-label" x={width - right} y={height - 8} textAnchor="end">
        {dateOf(last)}
      </text>
    </svg>
  );
}

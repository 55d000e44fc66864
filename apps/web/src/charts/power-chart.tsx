import type { ReactNode } from 'react';

export interface PowerLine {
  readonly id: string;
  readonly name: string;
  readonly curve: readonly { readonly days: number; readonly power: number }[];
}

const [width, height, left, right, top, bottom] = [640, 250, 46, 170, 12, 34];
const dashes = ['', '6 3', '2 3', '8 3 2 3', '4 2', '1 2'];

/** Power of each endpoint by days, with the wanted power and the planned days as lines; dashes tell the endpoints apart. */
export function PowerChart({
  label,
  lines,
  power,
  plannedDays,
  share,
  words,
}: {
  readonly label: string;
  readonly lines: readonly PowerLine[];
  readonly power: number;
  readonly plannedDays: number;
  readonly share: (value: number) => string;
  readonly words: { readonly wanted: string; readonly planned: string; readonly days: string };
}): ReactNode {
  const most = Math.max(1, plannedDays, ...lines.flatMap(({ curve }) => curve.map(({ days }) => days)));
  const x = (days: number): number => left + (days / most) * (width - left - right);
  const y = (value: number): number => height - bottom - value * (height - bottom - top);
  return (
    <svg className="power-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, 0.5, 1].map((value) => (
        <g key={value}>
          <line className="axis-line" x1={left} x2={x(most)} y1={y(value)} y2={y(value)} />
          <text className="axis-label" x={left - 6} y={y(value) + 4} textAnchor="end">
            {share(value)}
          </text>
        </g>
      ))}
      <line className="margin-line" x1={left} x2={x(most)} y1={y(power)} y2={y(power)} />
      <text className="axis-label strong" x={x(most) + 4} y={y(power) + 4}>
        {words.wanted}
      </text>
      <line className="planned" x1={x(plannedDays)} x2={x(plannedDays)} y1={top} y2={height - bottom} />
      <text className="axis-label strong" x={x(plannedDays)} y={height - bottom + 14} textAnchor="middle">
        {words.planned}
      </text>
      <text className="axis-label" x={x(most)} y={height - bottom + 28} textAnchor="end">
        {words.days}
      </text>
      {lines.map(({ id, name, curve }, at) => (
        <g key={id}>
          <polyline
            className="estimate"
            strokeDasharray={dashes[at % dashes.length]}
            points={curve.map(({ days, power: value }) => `${x(days)},${y(value)}`).join(' ')}
          />
          <line
            className="estimate"
            strokeDasharray={dashes[at % dashes.length]}
            x1={width - right + 12}
            x2={width - right + 38}
            y1={top + 48 + at * 18}
            y2={top + 48 + at * 18}
          />
          <text className="axis-label" x={width - right + 44} y={top + 52 + at * 18}>
            {name.length > 20 ? `${name.slice(0, 19)}…` : name}
          </text>
        </g>
      ))}
    </svg>
  );
}

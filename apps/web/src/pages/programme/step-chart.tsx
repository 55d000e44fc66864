import type { ReactNode } from 'react';
import { dayOf, firstsBetween } from './days.ts';

const [width, height, left, bottom, top] = [560, 220, 44, 22, 10];

export interface StepLine {
  readonly name: string;
  readonly className: string;
  readonly points: readonly { readonly on: string; readonly value: number }[];
  /** Filled down to the axis, or to another line of the same dates. */
  readonly area?: boolean;
}

/** Steps over time, drawn as SVG so that it prints; what it shows is also in a table beside it. */
export function StepChart({
  label,
  lines,
  from,
  to,
  number,
}: {
  readonly label: string;
  readonly lines: readonly StepLine[];
  readonly from: string;
  readonly to: string;
  readonly number: (value: number) => string;
}): ReactNode {
  const [first, last] = [dayOf(from), Math.max(dayOf(from) + 1, dayOf(to))];
  const most = Math.max(
    1,
    ...lines.flatMap(({ points }) => points.filter(({ on }) => dayOf(on) <= last).map(({ value }) => value)),
  );
  const x = (day: number): number => left + ((Math.min(day, last) - first) / (last - first)) * (width - left - 8);
  const y = (value: number): number => height - bottom - (value / most) * (height - bottom - top);
  const path = (line: StepLine): string => {
    const inside = line.points.filter(({ on }) => dayOf(on) <= last);
    const parts: string[] = [];
    let before = 0;
    for (const [at, { on, value }] of inside.entries()) {
      parts.push(
        at === 0 ? `M${x(dayOf(on))} ${y(value)}` : `L${x(dayOf(on))} ${y(before)}L${x(dayOf(on))} ${y(value)}`,
      );
      before = value;
    }
    parts.push(`L${x(last)} ${y(before)}`);
    if (line.area === true) parts.push(`L${x(last)} ${y(0)}L${x(dayOf(inside[0]?.on ?? from))} ${y(0)}Z`);
    return parts.join('');
  };
  return (
    <svg className="step-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line className="grid" x1={left} x2={width - 8} y1={y(most * part)} y2={y(most * part)} />
          <text className="tick" x={left - 4} y={y(most * part) + 3} textAnchor="end">
            {number(most * part)}
          </text>
        </g>
      ))}
      {firstsBetween(first, last, (last - first) / 30 > 18 ? 6 : 3).map((one) => (
        <text key={one.day} className="tick" x={x(one.day)} y={height - 6}>
          {one.label}
        </text>
      ))}
      {lines.map((line) => (
        <path key={line.name} className={`${line.className} ${line.area === true ? 'area' : 'line'}`} d={path(line)} />
      ))}
    </svg>
  );
}

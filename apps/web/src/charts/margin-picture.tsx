import type { ReactNode } from 'react';

export interface MarginRow {
  readonly key: string;
  readonly name: string;
  readonly estimate: number | null;
  /** Null where it is unbounded. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly margin: number;
  readonly better: 'lower' | 'higher';
  readonly outcome: 'met' | 'worse' | 'undecided';
}

const [width, left, right, rowHeight, head] = [720, 240, 84, 34, 20];

/**
 * Intervals against their margins, one a row, each on a scale of its own on which the margin stands at the same place: what
 * lies left of the line is inside. Outcomes differ in form as well as in colour: filled, hollow, crossed. A table says the same.
 */
export function MarginPicture({
  label,
  rows,
  figure,
  words,
}: {
  readonly label: string;
  readonly rows: readonly MarginRow[];
  readonly figure: (value: number) => string;
  readonly words: { readonly better: string; readonly margin: string; readonly worse: string };
}): ReactNode {
  const height = head + rows.length * rowHeight + 26;
  const line = left + 0.68 * (width - left - right);
  return (
    <svg className="margin-picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <rect className="inside" x={left} y={head - 12} width={line - left} height={height - head - 10} />
      {rows.map((row, at) => (
        <Row key={row.key} row={row} y={head + at * rowHeight + rowHeight / 2} line={line} figure={figure} />
      ))}
      <line className="margin-line" x1={line} x2={line} y1={head - 14} y2={height - 22} />
      <text className="axis-label" x={left + 2} y={height - 6}>
        ← {words.better}
      </text>
      <text className="axis-label strong" x={line} y={height - 6} textAnchor="middle">
        {words.margin}
      </text>
      <text className="axis-label" x={width - right} y={height - 6} textAnchor="end">
        {words.worse} →
      </text>
    </svg>
  );
}

function Row({
  row,
  y,
  line,
  figure,
}: {
  readonly row: MarginRow;
  readonly y: number;
  readonly line: number;
  readonly figure: (value: number) => string;
}): ReactNode {
  const sign = row.better === 'lower' ? 1 : -1;
  const offset = (value: number): number => sign * (value - row.margin);
  const known = [row.estimate, row.lower, row.upper].filter((value) => value !== null);
  const reach = Math.max(1e-12, ...known.map((value) => Math.abs(offset(value))));
  const x = (value: number): number => {
    const share = offset(value) / reach;
    return line + share * (share < 0 ? line - left - 8 : width - right - line - 8);
  };
  // What is unbounded runs to the edge of its side.
  const low = row.lower === null ? (sign === 1 ? left : width - right) : x(row.lower);
  const high = row.upper === null ? (sign === 1 ? width - right : left) : x(row.upper);
  const centre = row.estimate === null ? null : x(row.estimate);
  return (
    <g data-outcome={row.outcome}>
      <text className="row-name" x={0} y={y + 4}>
        {row.name.length > 36 ? `${row.name.slice(0, 35)}…` : row.name}
      </text>
      <line className="interval" x1={Math.min(low, high)} x2={Math.max(low, high)} y1={y} y2={y} />
      {[row.lower === null ? null : low, row.upper === null ? null : high].map((end, at) =>
        end === null ? null : <line key={at} className="interval end" x1={end} x2={end} y1={y - 5} y2={y + 5} />,
      )}
      {centre === null ? null : row.outcome === 'worse' ? (
        <path className="mark cross" d={`M${centre - 5} ${y - 5}l10 10m0 -10l-10 10`} />
      ) : (
        <circle className={row.outcome === 'met' ? 'mark' : 'mark hollow'} cx={centre} cy={y} r={5} />
      )}
      <text className="axis-label" x={line + 4} y={y - 9}>
        {figure(row.margin)}
      </text>
      <text className="row-name" x={width} y={y + 4} textAnchor="end">
        {row.estimate === null ? '?' : figure(row.estimate)}
      </text>
    </g>
  );
}

import type { Bounds, FigureValue } from '@underpin/model';

function number(value: number, digits = 1): string {
  if (Math.abs(value) >= 10_000) return Math.round(value).toLocaleString('en-GB');
  return Number.isInteger(value) ? String(value) : value.toFixed(digits);
}

/** "3–5", or "3" when the bounds meet; "unobserved" when nothing is known. */
export function boundsText(bounds: Bounds | null, show: (value: number) => string = number): string {
  if (bounds === null) return 'unobserved';
  const [low, high] = [show(bounds.atLeast), show(bounds.atMost)];
  return low === high ? low : `${low}–${high}`;
}

/** Shares as percentages: "12.5–40.0 %". */
export function shareText(bounds: Bounds): string {
  return `${boundsText(bounds, (value) => (100 * value).toFixed(1))} %`;
}

/** A figure's value with its unit, as an interval. */
export function figureText(figure: FigureValue): string {
  if (figure.unit === 'share') return figure.value === null ? boundsText(null) : shareText(figure.value);
  if (figure.unit === 'money')
    return `${boundsText(figure.value, (value) => value.toFixed(0))} ${figure.currency ?? ''}`.trim();
  return boundsText(figure.value);
}

/** The row of a figure in a table for people: label, value, of how many, unobserved. */
export function figureRow(figure: FigureValue): string[] {
  const total = figure.total === null ? '' : number(figure.total);
  return [
    figure.label,
    figureText(figure),
    total === '' ? '' : `${total} ${figure.of}`,
    figure.unobserved === 0 ? '' : String(figure.unobserved),
    figure.id,
  ];
}

export const figureHeader = ['figure', 'value', 'of', 'unobserved', 'id'] as const;

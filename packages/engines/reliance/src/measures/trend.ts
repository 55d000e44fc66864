import type { FigureValue, IsoDate } from '@underpin/model';

/** One computation of many figures, as of a date. */
export interface DatedFigures {
  readonly date: IsoDate;
  readonly figures: readonly FigureValue[];
}

/** A measure across reference dates; a date without the figure, or where nothing was observed, has no value. */
export interface Trend {
  readonly id: string;
  readonly label: string;
  readonly unit: FigureValue['unit'];
  readonly points: readonly { readonly date: IsoDate; readonly value: FigureValue['value']; readonly n: number }[];
}

/** Lines up figures of the same id by date, earliest first. Of two computations on one date the later given counts. */
export function trends(series: readonly DatedFigures[]): Trend[] {
  const byDate = new Map(series.map((one) => [one.date, new Map(one.figures.map((figure) => [figure.id, figure]))]));
  const dates = [...byDate.keys()].sort();
  const known = new Map(dates.flatMap((date) => [...(byDate.get(date)?.values() ?? [])].map((one) => [one.id, one])));
  return [...known].map(([id, { label, unit }]) => ({
    id,
    label,
    unit,
    points: dates.map((date) => {
      const figure = byDate.get(date)?.get(id);
      return { date, value: figure?.value ?? null, n: figure?.n ?? 0 };
    }),
  }));
}

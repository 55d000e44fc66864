/** Points of a series that a server gives in one answer: Prometheus refuses more than 11,000. */
export const mostPoints = 11_000;

/** One page of a range query: both ends included, in seconds since 1970. */
export interface RangePage {
  readonly start: number;
  readonly end: number;
}

/** Pages of a range that meet no point twice and none too few, each of at most `points` points. */
export function rangePages(from: number, to: number, step: number, points: number = mostPoints): readonly RangePage[] {
  const pages: RangePage[] = [];
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  for (let first = 0; first < count; first += points) {
    const last = Math.min(count, first + points) - 1;
    pages.push({ start: from + first * step, end: from + last * step });
  }
  return pages;
}

/** Path of a range query below the address of the server. */
export function rangePath(query: string, { start, end }: RangePage, step: number): string {
  const fields = new URLSearchParams({ query, start: String(start), end: String(end), step: String(step) });
  return `/api/v1/query_range?${fields.toString()}`;
}

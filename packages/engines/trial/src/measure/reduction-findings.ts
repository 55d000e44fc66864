import type { Finding, SampleSeries } from '@underpin/model';

/** What was seen again and again is told once, with how often and where first. */
export class ReductionFindings {
  readonly #told = new Map<string, { count: number; finding: Finding; tell: (count: number) => string }>();

  add(
    rule: string,
    severity: Finding['severity'],
    file: string,
    series: SampleSeries | null,
    message: (count: number) => string,
    detail: { readonly value?: string; readonly expected?: string; readonly times?: number } = {},
  ): void {
    const { times = 1, ...rest } = detail;
    const of = series === null ? '' : `${series.arm} ${series.workload} ${series.metric}`;
    const key = `${rule} ${file} ${of}`;
    const known = this.#told.get(key);
    if (known !== undefined) {
      known.count += times;
      return;
    }
    const location = { file, ...(series === null ? {} : { column: series.metric }) };
    const finding: Finding = {
      rule: `trial-${rule}`,
      severity,
      location,
      ...(of === '' ? {} : { key: of }),
      ...rest,
      message: '',
      source: 'Underpin, method of trials',
    };
    this.#told.set(key, { count: times, finding, tell: message });
  }

  list(): readonly Finding[] {
    return Array.from(this.#told.values(), ({ count, finding, tell }) => ({ ...finding, message: tell(count) }));
  }
}

export function seriesName({ arm, workload, metric }: SampleSeries): string {
  return `"${metric}" of the ${arm} on "${workload}"`;
}

export function momentText(moment: number): string {
  return Number.isFinite(moment) && Math.abs(moment) < 8.64e15
    ? new Date(moment).toISOString().slice(0, 19) + 'Z'
    : 'unknown';
}

import type { TrialProtocol } from '@underpin/model';
import { refused, ok } from '@underpin/model';
import type { Result } from '@underpin/model';

/** Which column of a file of samples holds what; columns by their index. */
export interface SampleLayout {
  readonly time: number;
  readonly arm: number | null;
  readonly workload: number | null;
  readonly instance: number | null;
  readonly unit: number | null;
  readonly exposure: number | null;
  readonly bound: number | null;
  /** Long: one value a row, its metric in a column or the only one of the file. */
  readonly long: { readonly value: number; readonly metric: number | null } | null;
  /** Wide: a column a metric, with the unit that its heading states. */
  readonly wide: readonly { readonly column: number; readonly metric: string; readonly unit: string | null }[];
}

const names = {
  time: ['time', 'timestamp', '@timestamp', 'datetime', 'date', 'ts'],
  arm: ['arm', 'system'],
  workload: ['workload', 'application', 'job'],
  instance: ['instance', 'host', 'node', 'series'],
  unit: ['unit'],
  exposure: ['exposure', 'trials', 'of'],
  bound: ['le', 'bucket'],
  value: ['value'],
  metric: ['metric', 'name', '__name__'],
} as const;

/**
 * How the columns of a file are to be read. Long: `time, arm, workload, metric, value` (and `unit`, `instance`, `exposure`,
 * `le`). Wide: `time, arm, workload` and a column for each metric, with its unit as `metric [ms]`.
 *
 * @returns a refusal that names what is missing
 */
export function sampleLayout(header: readonly string[], protocol: TrialProtocol): Result<SampleLayout> {
  const lower = header.map((name) => name.trim().toLowerCase());
  const find = (key: keyof typeof names): number | null => {
    for (const name of names[key]) {
      const at = lower.indexOf(name);
      if (at >= 0) return at;
    }
    return null;
  };
  const time = find('time');
  if (time === null)
    return refused(`has no column of times among ${quotedList(header)}; name it "time" (${names.time.join(', ')})`);
  const value = find('value');
  const metrics = new Set(
    protocol.endpoints.flatMap(({ metric, series }) => [
      metric,
      ...(series.exposureMetric === undefined ? [] : [series.exposureMetric]),
    ]),
  );
  const known = new Set(Object.keys(names).map((key) => find(key as keyof typeof names)));
  const wide = header.flatMap((heading, column) => {
    if (known.has(column)) return [];
    const [, metric = '', unit] = /^(.*?)\s*(?:\[(.+)\])?$/.exec(heading.trim()) ?? [];
    return metrics.has(metric) ? [{ column, metric, unit: unit ?? null }] : [];
  });
  const common = {
    time,
    arm: find('arm'),
    workload: find('workload'),
    instance: find('instance'),
    unit: find('unit'),
    exposure: find('exposure'),
    bound: find('bound'),
  };
  const metric = find('metric');
  if (value !== null && (metric !== null || metrics.size === 1))
    return ok({ ...common, long: { value, metric }, wide: [] });
  if (wide.length > 0) return ok({ ...common, long: null, wide });
  return refused(
    `has neither the columns "metric" and "value" nor a column named after a metric of the protocol (${quotedList([...metrics])}); its columns are ${quotedList(header)}`,
  );
}

function quotedList(list: readonly string[]): string {
  const shown = list.slice(0, 12).map((one) => `"${one}"`);
  return list.length > 12 ? `${shown.join(', ')} and ${list.length - 12} more` : shown.join(', ');
}

import { ok, refused } from '@underpin/model';
import type { Result } from '@underpin/model';
import { isObject, objectsOf, textOf } from '../hardware/json-value.ts';

/** One series of a range answer: its labels and its points, times in seconds. */
export interface RangeSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface RangeAnswer {
  readonly series: readonly RangeSeries[];
  readonly warnings: readonly string[];
}

/**
 * Reads the answer of `/api/v1/query_range`. Refused with the server's own words when it reports an error, or answers with
 * anything but a matrix. Native histograms are told as a warning.
 */
export function readRangeAnswer(text: string): Result<RangeAnswer> {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return refused(`the server answered "${text.slice(0, 80)}", which is no JSON`);
  }
  if (!isObject(answer)) return refused('the server answered with no object');
  if (answer['status'] !== 'success')
    return refused(
      `${textOf(answer['errorType']) ?? 'error'}: ${textOf(answer['error']) ?? 'the server gives no reason'}`,
    );
  const data = answer['data'];
  if (!isObject(data) || data['resultType'] !== 'matrix')
    return refused(
      `the server answered with "${isObject(data) ? String(data['resultType']) : 'nothing'}", expected a matrix`,
    );
  const warnings = Array.isArray(answer['warnings']) ? answer['warnings'].map(String) : [];
  const found = objectsOf(data['result']);
  if (found.some((one) => Array.isArray(one['histograms'])))
    warnings.push('native histograms are not read; query their buckets or a quantile');
  const series = found.map((one): RangeSeries => {
    const points = (Array.isArray(one['values']) ? one['values'] : []).filter(
      (point): point is readonly [number, string] => Array.isArray(point) && point.length === 2,
    );
    const labels = isObject(one['metric']) ? one['metric'] : {};
    return {
      labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)])),
      times: Float64Array.from(points, ([time]) => Number(time)),
      values: Float64Array.from(points, ([, value]) => numberOf(String(value))),
    };
  });
  return ok({ series, warnings });
}

function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

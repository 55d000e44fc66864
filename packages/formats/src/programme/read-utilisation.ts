import { type Finding, type IsoDate, isoDateSchema, type ProgrammeFile } from '@underpin/model';
import { coversMonthEnd } from '../hardware/sizing-window.ts';
import { readRangeAnswer, type RangeSeries } from '../prometheus/read-range-answer.ts';

type Measurement = ProgrammeFile['measurements'][number];
const day = 86_400;
const source = 'Underpin, peak utilisation from Prometheus';

/**
 * Peak utilisation of machines from an answer of Prometheus' `/api/v1/query_range`, as the programme file takes it. Each series
 * is one machine: label `replacement` (INSTITUTION/ASSET), or `institution` and `asset`. Values are shares 0..1 of its cores.
 * The measured window counts only the time that samples cover.
 *
 * @example readUtilisation(text, 'utilisation.json').measurements[0].peakUtilisation; // { atLeast: 0.71, atMost: 0.71 }
 */
export function readUtilisation(
  text: string,
  file: string,
): { readonly measurements: readonly Measurement[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const tell = (key: string, value: string, expected: string, message: string): void =>
    void findings.push({
      rule: 'programme.utilisation',
      severity: 'error',
      location: { file },
      key,
      value,
      expected,
      message,
      source,
    });
  const answer = readRangeAnswer(text);
  if (!answer.ok) {
    tell('', '', 'an answer of /api/v1/query_range', `Cannot read utilisation from "${file}": ${answer.reason}.`);
    return { measurements: [], findings };
  }
  const measurements: Measurement[] = [];
  const seen = new Set<string>();
  for (const series of answer.value.series) {
    const replacement = nameOf(series);
    const labels = JSON.stringify(series.labels);
    if (replacement === null) {
      tell(
        labels,
        labels,
        'label "replacement", or "institution" and "asset"',
        `The series ${labels} does not say which machine it is of: give it a label "replacement" (INSTITUTION/ASSET).`,
      );
      continue;
    }
    if (seen.has(replacement)) {
      tell(
        replacement,
        labels,
        'one series for each machine',
        `There are several series of "${replacement}": sum them in the query.`,
      );
      continue;
    }
    seen.add(replacement);
    const measured = measure(series);
    if (typeof measured === 'string') tell(replacement, labels, 'shares 0..1', `"${replacement}": ${measured}`);
    else measurements.push({ replacement, ...measured, says: `${measured.says}, ${file}` });
  }
  return { measurements, findings };
}

function nameOf({ labels }: RangeSeries): string | null {
  const { replacement, institution, asset } = labels;
  if (replacement !== undefined && replacement !== '') return replacement;
  return institution === undefined || asset === undefined ? null : `${institution}/${asset}`;
}

function measure({ times, values }: RangeSeries): Omit<Measurement, 'replacement'> | string {
  const there = [...times.keys()].filter((at) => Number.isFinite(values[at]));
  const [first, last] = [there[0], there.at(-1)];
  if (first === undefined || last === undefined || there.length < 2)
    return `it has ${there.length} values; expected a window of them.`;
  let peak = -Infinity;
  let least = Infinity;
  for (const at of there) {
    peak = Math.max(peak, values[at] ?? -Infinity);
    least = Math.min(least, values[at] ?? Infinity);
  }
  if (peak > 1 || least < 0)
    return `its values go from ${least} to ${peak}; expected shares of its cores from 0 to 1. Divide by the cores, or by 100, in the query.`;
  const steps = there.slice(1).map((at, before) => (times[at] ?? 0) - (times[there[before] ?? 0] ?? 0));
  const step = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  const [from, to] = [times[first] ?? 0, times[last] ?? 0];
  return {
    on: dateOf(to),
    peakUtilisation: { atLeast: peak, atMost: peak },
    days: (there.length * step) / day,
    coversMonthEnd: coversMonthEnd(from * 1000, (to + step) * 1000),
    says: `Prometheus, ${there.length} values every ${step} s from ${dateOf(from)} to ${dateOf(to)}`,
  };
}

function dateOf(seconds: number): IsoDate {
  return isoDateSchema.parse(new Date(seconds * 1000).toISOString().slice(0, 10));
}

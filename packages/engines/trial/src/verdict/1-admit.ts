import { dayNumber, textAt, trialArm } from '@underpin/model';
import type { Finding, TrialEndpoint, TrialObservations, TrialProtocol } from '@underpin/model';
import { daysOf, spans } from '../protocol/planned-days.ts';

/** One admitted value. */
export interface Admitted {
  readonly day: number;
  readonly interval: number;
  readonly candidate: boolean;
  readonly workload: string;
  readonly value: number;
  readonly exposure: number;
  /** How many measurements the value stands for. */
  readonly weight: number;
}

const counted = new Set<TrialEndpoint['estimator']>(['rate ratio', 'share', 'share difference', 'mtbf']);

/** Why a row is refused; the texts complete "n values of an endpoint were refused: ...". */
const reasons = {
  'before-seal': 'they were measured before the protocol was sealed',
  'outside-period': 'they lie outside the period',
  excused: 'their days are excused as gaps, so they count for neither side',
  workload: 'their workload is not declared in the protocol',
  'not-a-value': 'they are no value that the endpoint can take',
  repeated: 'the same arm, workload and interval was given before',
} as const;
type Reason = keyof typeof reasons;

/** The values that may count for the verdict; every refusal is told. Rows whose value is NaN are unobserved, not refused. */
export function admit(
  protocol: TrialProtocol,
  endpoint: TrialEndpoint,
  data: TrialObservations,
  sealedOn: string,
): { readonly rows: readonly Admitted[]; readonly findings: readonly Finding[] } {
  const sealed = dayNumber(sealedOn) ?? Infinity;
  const period = new Set(daysOf(protocol.period));
  const excused = new Set(protocol.excusedGaps.flatMap(daysOf));
  const workloads = new Set(protocol.workloads.map(({ id }) => id));
  const refusedRows = new Map<Reason, { count: number; readonly days: Set<number>; readonly texts: Set<string> }>();
  const rows: Admitted[] = [];
  const keys = new Set<string>();
  const positive = endpoint.margin.kind === 'ratio' && !counted.has(endpoint.estimator);
  for (let at = 0; at < data.count; at += 1) {
    const row: Admitted = {
      day: data.day[at] as number,
      interval: data.interval[at] as number,
      candidate: data.arm[at] === trialArm.candidate,
      workload: textAt(data.workload, at),
      value: data.value[at] as number,
      exposure: data.exposure[at] as number,
      weight: data.weight?.[at] ?? 1,
    };
    if (Number.isNaN(row.value)) continue;
    const key = `${row.candidate ? 1 : 0} ${row.day} ${row.interval} ${row.workload}`;
    const reason: Reason | null = !period.has(row.day)
      ? 'outside-period'
      : row.day < sealed
        ? 'before-seal'
        : excused.has(row.day)
          ? 'excused'
          : !workloads.has(row.workload)
            ? 'workload'
            : !possible(row, endpoint, positive)
              ? 'not-a-value'
              : protocol.design === 'paired' && keys.has(key)
                ? 'repeated'
                : null;
    if (reason === null) {
      if (protocol.design === 'paired') keys.add(key);
      rows.push(row);
      continue;
    }
    const told = refusedRows.get(reason) ?? { count: 0, days: new Set(), texts: new Set() };
    told.count += 1;
    told.days.add(row.day);
    told.texts.add(reason === 'workload' ? row.workload : reason === 'not-a-value' ? String(row.value) : '');
    refusedRows.set(reason, told);
  }
  const findings = Array.from(refusedRows, ([reason, { count, days, texts }]): Finding => {
    const seen = [...texts]
      .filter((text) => text !== '')
      .slice(0, 5)
      .join(', ');
    return {
      rule: `trial-${reason}`,
      severity: reason === 'excused' ? 'advisory' : 'warning',
      location: { file: data.endpoint },
      value: seen === '' ? spans([...days]) : seen,
      message: `${count} values of "${endpoint.name}" were refused: ${reasons[reason]} (${seen === '' ? spans([...days]) : `"${seen}"`}).`,
      source: 'Underpin, method of trials',
    };
  });
  return { rows, findings };
}

function possible({ value, exposure }: Admitted, { estimator }: TrialEndpoint, positive: boolean): boolean {
  if (!Number.isFinite(value) || (positive && value <= 0)) return false;
  if (!counted.has(estimator)) return true;
  if (!(exposure > 0) || value < 0) return false;
  return estimator === 'share' || estimator === 'share difference' ? value <= exposure : Number.isInteger(value);
}

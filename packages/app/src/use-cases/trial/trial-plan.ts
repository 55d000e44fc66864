import { readProtocol } from '@underpin/formats';
import { type Finding, seededRandom, type Told, type TrialProtocol, ZoneClock } from '@underpin/model';
import { checkProtocol, type EndpointPlan, planTrial } from '@underpin/trial';

export interface CheckedProtocol {
  /** Null when the file has not the form of a protocol. */
  readonly protocol: TrialProtocol | null;
  readonly findings: readonly Finding[];
  /** Whether nothing stands against sealing it. */
  readonly sealable: boolean;
}

/** Reads a protocol and checks its sense; findings name the lines of the file. */
export function protocolOf(text: string, file: string): CheckedProtocol {
  const { value, findings, located } = readProtocol(text, file);
  if (value === null) return { protocol: null, findings, sealable: false };
  return senseOf(value, file, located);
}

/** The sense of a protocol that has its form. */
export function senseOf(
  protocol: TrialProtocol,
  file: string,
  located: (finding: Finding) => Finding = (finding) => finding,
): CheckedProtocol {
  const found = [...checkProtocol(protocol, file), ...measurementFindings(protocol, file)].map(located);
  return { protocol, findings: found, sealable: found.every(({ severity }) => severity !== 'error') };
}

function measurementFindings({ measurement, endpoints }: TrialProtocol, file: string): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, column: string, value: string, expected: string, message: string): void => {
    findings.push({
      rule: `trial-${rule}`,
      severity: 'error',
      location: { file, column },
      value,
      expected,
      message,
      source: 'Underpin, method of trials',
    });
  };
  try {
    new ZoneClock(measurement.timeZone).offsetAt(0);
  } catch {
    add(
      'time-zone',
      'measurement.timeZone',
      measurement.timeZone,
      'an IANA zone',
      `The time zone "${measurement.timeZone}" is not known; write an IANA zone such as "Asia/Shanghai".`,
    );
  }
  if (1440 % measurement.intervalMinutes !== 0)
    add(
      'interval',
      'measurement.intervalMinutes',
      String(measurement.intervalMinutes),
      'a divisor of 1440',
      `Intervals of ${measurement.intervalMinutes} minutes do not fill a day; take 60, 30 or 15.`,
    );
  endpoints.forEach(({ id, series, estimator }, at) => {
    const several = series.query !== undefined && !series.query.includes('$arm');
    if (several)
      add(
        'query-arm',
        `endpoints.${at}.series.query`,
        series.query ?? '',
        'a query with $arm',
        `The query of "${id}" does not tell the arms apart; put "$arm" where the arm stands.`,
      );
    if (series.kind === 'histogram' && estimator !== 'shift' && estimator !== 'quantile ratio')
      add(
        'series-kind',
        `endpoints.${at}.series.kind`,
        series.kind,
        'values, gauge or counter',
        `"${estimator}" of "${id}" cannot be read from a histogram.`,
      );
  });
  return findings;
}

export interface TrialPlan {
  readonly endpoints: readonly ({ readonly endpoint: string; readonly told: readonly Told[] } & (
    | { readonly ok: true; readonly plan: EndpointPlan }
    | { readonly ok: false; readonly reason: string }
  ))[];
  readonly plannedDays: number;
  /** Days that all endpoints together lack; null when one cannot be planned. */
  readonly moreDays: number | null;
  readonly sentence: string;
}

/** Sample size and power of every endpoint, and in one sentence how many more days are needed. */
export function planOf(
  protocol: TrialProtocol,
  options: { readonly rounds: number; readonly seed: number },
): TrialPlan {
  const plans = planTrial(protocol, { random: seededRandom(options.seed), rounds: options.rounds });
  const endpoints = plans.map(({ endpoint, plan, told }) =>
    plan.ok
      ? { endpoint, told, ok: true as const, plan: plan.value }
      : { endpoint, told, ok: false as const, reason: plan.reason },
  );
  const known = endpoints.flatMap((one) => (one.ok ? [one.plan] : []));
  const moreDays = known.length < endpoints.length ? null : Math.max(0, ...known.map((plan) => plan.moreDays));
  const plannedDays = known[0]?.plannedDays ?? 0;
  const unplanned = endpoints.length - known.length;
  const sentence =
    moreDays === null
      ? `${unplanned} of ${endpoints.length} endpoints cannot be planned; see their reasons.`
      : moreDays === 0
        ? `The ${plannedDays} planned days suffice for power ${protocol.power} of every endpoint.`
        : `${moreDays} more days are needed beyond the ${plannedDays} planned.`;
  return { endpoints, plannedDays, moreDays, sentence };
}

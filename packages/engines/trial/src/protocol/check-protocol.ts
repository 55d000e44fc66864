import type { Finding, TrialProtocol } from '@underpin/model';
import { checkEndpoint } from './check-endpoint.ts';
import { daysOf, plannedDays, spans } from './planned-days.ts';
import type { Report } from './report.ts';

/**
 * Sense of a protocol, before it is sealed: what its schema cannot say. Findings of severity `error` must be repaired.
 *
 * @param file path of the protocol, for the findings
 * @example
 * checkProtocol(trialProtocolSchema.parse(json), 'protocol.json').filter(({ severity }) => severity === 'error')
 */
export function checkProtocol(protocol: TrialProtocol, file: string): readonly Finding[] {
  const findings: Finding[] = [];
  const report: Report = (rule, severity, column, value, expected, message) => {
    findings.push({
      rule: `trial-${rule}`,
      severity,
      location: { file, column },
      value,
      expected,
      message,
      source: 'Underpin, method of trials',
    });
  };
  checkIds(protocol, report);
  checkPeriod(protocol, report);
  checkLooks(protocol, report);
  if (plannedDays(protocol).length === 0)
    report(
      'no-days',
      'error',
      'period',
      '',
      'a day that is not excused',
      'The period has no day that needs data; nothing could be measured.',
    );
  for (const endpoint of protocol.endpoints) checkEndpoint(protocol, endpoint, report);
  return findings;
}

function checkIds(protocol: TrialProtocol, report: Report): void {
  const { candidate, incumbent, workloads, endpoints, period } = protocol;
  if (candidate.name === incumbent.name && candidate.configuration === incumbent.configuration)
    report(
      'same-system',
      'error',
      'candidate',
      candidate.name,
      'another system than the incumbent',
      `Cannot compare "${candidate.name}" with itself; name the system that is to be replaced.`,
    );
  const lists = { workloads, endpoints, 'period.peaks': period.peaks };
  for (const [column, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id))
        report(
          'repeated-id',
          'error',
          column,
          id,
          'each id once',
          `The id "${id}" stands twice in ${column}; give each its own.`,
        );
      seen.add(id);
    }
  }
}

function checkPeriod(protocol: TrialProtocol, report: Report): void {
  const { period, excusedGaps } = protocol;
  const whole = `${period.from} to ${period.to}`;
  const days = new Set(daysOf(period));
  if (days.size === 0)
    report(
      'period',
      'error',
      'period',
      whole,
      'a first day before the last',
      `The period "${whole}" has no day; exchange its ends.`,
    );
  if (period.peaks.length === 0)
    report(
      'no-peaks',
      'error',
      'period.peaks',
      '',
      'at least one peak',
      'The protocol declares no peak; name the days of highest load (month end, year end) that the trial must see.',
    );
  for (const peak of period.peaks) {
    const own = daysOf(peak);
    if (own.length === 0 || own.some((day) => !days.has(day)))
      report(
        'peak-outside',
        'error',
        'period.peaks',
        `${peak.from} to ${peak.to}`,
        `days within ${whole}`,
        `The peak "${peak.name}" is not inside the period; lengthen the period or move the trial.`,
      );
  }
  const peakDays = new Set(period.peaks.flatMap(daysOf));
  for (const gap of excusedGaps) {
    const own = daysOf(gap);
    const text = `${gap.from} to ${gap.to}`;
    if (own.length === 0 || own.some((day) => !days.has(day)))
      report(
        'gap-outside',
        'error',
        'excusedGaps',
        text,
        `days within ${whole}`,
        `The excused gap "${text}" is not inside the period; correct its days.`,
      );
    const lost = own.filter((day) => peakDays.has(day));
    if (lost.length > 0)
      report(
        'gap-in-peak',
        'error',
        'excusedGaps',
        text,
        'no day of a peak',
        `The gap "${text}" excuses ${spans(lost)}, a declared peak; a peak cannot be excused.`,
      );
  }
}

function checkLooks({ monitoring, alpha, power }: TrialProtocol, report: Report): void {
  const { looks, method } = monitoring;
  const text = looks.join(', ');
  if (looks.at(-1) !== 1 || looks.some((t, at) => at > 0 && t <= (looks[at - 1] as number)))
    report(
      'looks',
      'error',
      'monitoring.looks',
      text,
      'ascending shares that end with 1',
      `The looks "${text}" must ascend and end with 1.`,
    );
  if (method === 'none' && looks.length > 1)
    report(
      'looks-unused',
      'error',
      'monitoring.looks',
      text,
      'one look, or group sequential monitoring',
      'Several looks are planned without sharing alpha; choose "group sequential" or keep only the last look.',
    );
  if (alpha > 0.05)
    report(
      'alpha',
      'warning',
      'alpha',
      String(alpha),
      'at most 0.05',
      `With alpha ${alpha} a candidate at the margin is accepted once in ${Math.round(1 / alpha)} trials; 0.05 or 0.025 is usual.`,
    );
  if (power < 0.8)
    report(
      'power',
      'warning',
      'power',
      String(power),
      'at least 0.8',
      `With power ${power} a good candidate often fails for want of data; 0.8 or 0.9 is usual.`,
    );
}

import { dateOfDay, type TrialProtocol, trialProtocolSchema } from '@underpin/model';

/** A protocol to begin from: eight weeks from next week on, with the month ends in them as peaks, and one endpoint. */
export function outline({
  language,
  today,
  candidate = language === 'zh' ? '候选系统' : 'Candidate',
  incumbent = language === 'zh' ? '现用系统' : 'Incumbent',
}: {
  readonly language: 'en' | 'zh';
  readonly today: Date;
  readonly candidate?: string | undefined;
  readonly incumbent?: string | undefined;
}): TrialProtocol {
  const day = Math.floor(today.getTime() / 86_400_000);
  const first = day + 7 + ((11 - (day % 7)) % 7);
  const last = first + 55;
  const zh = language === 'zh';
  return trialProtocolSchema.parse({
    id: `trial-${dateOfDay(day)}-${(today.getTime() % 1e6).toString(36)}`,
    title: zh ? `${candidate} 替换 ${incumbent}` : `${candidate} in the place of ${incumbent}`,
    candidate: { name: candidate },
    incumbent: { name: incumbent },
    workloads: [{ id: 'work', name: zh ? '业务负载' : 'work' }],
    period: { from: dateOfDay(first), to: dateOfDay(last), peaks: monthEnds(first, last, zh ? '月末' : 'month end') },
    design: 'paired',
    blocks: 'day',
    alpha: 0.05,
    power: 0.9,
    endpoints: [
      {
        id: 'latency',
        name: zh ? '响应时间' : 'response time',
        kind: 'latency',
        metric: 'response',
        unit: 'ms',
        better: 'lower',
        estimator: 'shift',
        margin: { kind: 'ratio', value: 1.1 },
        minimumSample: 30,
        assumption: { spread: 0.1, perDay: 1 },
      },
    ],
  });
}

/** The last two days of each month that lie within the days. */
export function monthEnds(
  first: number,
  last: number,
  name: string,
): { readonly id: string; readonly name: string; readonly from: string; readonly to: string }[] {
  const peaks: { id: string; name: string; from: string; to: string }[] = [];
  for (let day = first + 1; day <= last; day += 1) {
    if (!dateOfDay(day + 1).endsWith('-01')) continue;
    const to = dateOfDay(day);
    peaks.push({ id: `month-end-${to.slice(0, 7)}`, name: `${name} ${to.slice(0, 7)}`, from: dateOfDay(day - 1), to });
  }
  return peaks;
}

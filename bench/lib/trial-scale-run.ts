import { openSamples, assessSamples } from '@underpin/app';
import { trialProtocolSchema } from '@underpin/model';
import { openParquetFile } from '@underpin/store';

/** One run of `trial-scale` in a process of its own: prints seconds, peak memory and the verdict as JSON. */
const endpoint = {
  kind: 'latency',
  metric: 'response',
  unit: 'ms',
  better: 'lower',
  margin: { kind: 'ratio', value: 1.1 },
};
const protocol = trialProtocolSchema.parse({
  id: 'scale',
  title: 'Scale',
  candidate: { name: 'Candidate' },
  incumbent: { name: 'Incumbent' },
  workloads: [
    { id: 'pay', name: 'payments' },
    { id: 'batch', name: 'batch' },
  ],
  period: {
    from: '2026-01-19',
    to: '2026-03-19',
    peaks: [{ id: 'jan', name: 'end of January', from: '2026-01-30', to: '2026-01-31' }],
  },
  design: 'paired',
  blocks: 'day',
  alpha: 0.05,
  power: 0.9,
  endpoints: [
    { ...endpoint, id: 'median', name: 'response time', estimator: 'shift', minimumSample: 30 },
    { ...endpoint, id: 'p95', name: 'slow responses', estimator: 'quantile ratio', quantile: 0.95, minimumSample: 30 },
  ],
});
const started = performance.now();
const opened = await openSamples([process.argv[2] ?? ''], protocol, openParquetFile);
if (!opened.ok) throw new Error(opened.reason);
const now = new Date('2026-03-20T00:00:00Z');
const seal = {
  since: '2026-01-18T00:00:00.000Z',
  firstSealed: '2026-01-18T00:00:00.000Z',
  unchanged: true,
  amendments: [],
  changes: [],
  signedBy: [],
};
const assessed = await assessSamples(protocol, opened.value.sources, { now, asOf: '2026-03-19', seal });
opened.value.close();
if (assessed === null) throw new Error('cancelled');
const { verdict, endpoints } = assessed.assessment;
console.log(
  JSON.stringify({
    seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    samples: assessed.reduced.samples,
    verdict,
    endpoints: endpoints.map(({ sentence, method }) => ({ sentence, method })),
  }),
);

import { ok, refused, type Result, type Utilisation, utilisationSchema } from '@underpin/model';
import { isObject, numberOf, objectsOf, textOf } from '../json-value.ts';

/** Processor use of one system from a processed-metrics document. `setAside` counts samples that the console marked as not good. */
export interface HmcMetrics {
  readonly mtms: string;
  readonly uuid: string | undefined;
  readonly name: string | undefined;
  readonly utilisation: Utilisation;
  readonly setAside: number;
}

/** Reduces a processed-metrics document; refused when it is of another kind or holds no sample that can be used. */
export function hmcMetrics(document: unknown): Result<HmcMetrics> {
  const util = isObject(document) ? document['systemUtil'] : undefined;
  const info = isObject(util) ? util['utilInfo'] : undefined;
  if (!isObject(util) || !isObject(info)) return refused('it holds no systemUtil.utilInfo');
  if (info['metricType'] !== undefined && info['metricType'] !== 'Processed') {
    return refused(`its metrics are of type "${textOf(info['metricType']) ?? ''}", expected "Processed"`);
  }
  const order = Array.isArray(info['metricArrayOrder']) ? info['metricArrayOrder'].indexOf('AVG') : 0;
  if (order < 0) return refused('its metricArrayOrder names no "AVG"');
  const samples = objectsOf(util['utilSamples']);
  const used: number[] = [];
  const times: string[] = [];
  let configurable: number | undefined;
  for (const sample of samples) {
    const sampleInfo = sample['sampleInfo'];
    const server = sample['serverUtil'];
    const processor = isObject(server) ? server['processor'] : undefined;
    if (!isObject(sampleInfo) || (numberOf(sampleInfo['status']) ?? 0) !== 0 || !isObject(processor)) continue;
    const units = numberAt(processor['utilizedProcUnits'], order);
    const time = isoTime(textOf(sampleInfo['timeStamp']));
    if (units === undefined || time === undefined) continue;
    used.push(units);
    times.push(time);
    configurable = numberAt(processor['configurableProcUnits'], order) ?? configurable;
  }
  if (used.length === 0) return refused('none of its samples holds serverUtil.processor.utilizedProcUnits');
  const interval = numberOf(info['frequency']);
  const parsed = utilisationSchema.safeParse({
    from: times.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b)),
    to: times.reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b)),
    samples: used.length,
    ...(interval === undefined ? {} : { intervalSeconds: interval }),
    unit: 'processor units',
    peak: used.reduce((a, b) => Math.max(a, b)),
    mean: used.reduce((a, b) => a + b) / used.length,
    ...(configurable === undefined ? {} : { configurable }),
  });
  if (!parsed.success) return refused(`its figures cannot be right: ${parsed.error.issues[0]?.message ?? ''}`);
  return ok({
    mtms: textOf(info['mtms']) ?? '',
    uuid: textOf(info['uuid']),
    name: textOf(info['name']),
    utilisation: parsed.data,
    setAside: samples.length - used.length,
  });
}

/** Two windows of one system as one: the peak of both, the mean by samples. */
export function joinUtilisation(a: Utilisation, b: Utilisation): Utilisation {
  const samples = a.samples + b.samples;
  const interval = a.intervalSeconds === b.intervalSeconds ? a.intervalSeconds : undefined;
  const { intervalSeconds: _, ...first } = a;
  return {
    ...first,
    from: Date.parse(a.from) <= Date.parse(b.from) ? a.from : b.from,
    to: Date.parse(a.to) >= Date.parse(b.to) ? a.to : b.to,
    samples,
    ...(interval === undefined ? {} : { intervalSeconds: interval }),
    peak: Math.max(a.peak, b.peak),
    mean: (a.mean * a.samples + b.mean * b.samples) / samples,
  };
}

function numberAt(value: unknown, index: number): number | undefined {
  return Array.isArray(value) ? numberOf(value[index]) : numberOf(value);
}

function isoTime(text: string | undefined): string | undefined {
  const iso = text?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return iso !== undefined && Number.isFinite(Date.parse(iso)) ? iso : undefined;
}

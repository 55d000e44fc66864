import type { SampleBatch, SampleSource, TrialProtocol } from '@underpin/model';
import { isObject, numberOf, objectsOf, textOf, type JsonObject } from '../hardware/json-value.ts';
import { armOf, armOfPath, SampleFindings, SeriesList } from './sample-places.ts';

/**
 * Samples of a processed-metrics document of an IBM Hardware Management Console. A metric is named by its path in a sample, such
 * as `serverUtil.processor.utilizedProcUnits` or `lparsUtil.processor.utilizedProcUnits`; of each, the average is taken. The arm is
 * that of the managed system's name or serial number, or of the path; the workload that of the partition's name where one is
 * declared so, or the only one.
 *
 * @example
 * const source = readHmcSamples(JSON.parse(text), 'candidate/metrics.json', protocol);
 */
export function readHmcSamples(document: unknown, file: string, protocol: TrialProtocol): SampleSource {
  const findings = new SampleFindings(file);
  const list = new SeriesList();
  return {
    name: file,
    series: list.series,
    findings: findings.list,
    // oxlint-disable-next-line require-await -- a source is read asynchronously, whatever it holds
    async *batches() {
      const batch = read(document, file, protocol, findings, list);
      if (batch !== null) yield batch;
    },
  };
}

/** Whether a parsed JSON file is such a document. */
export function isHmcMetrics(document: unknown): boolean {
  return isObject(document) && isObject(document['systemUtil']);
}

function read(
  document: unknown,
  file: string,
  protocol: TrialProtocol,
  findings: SampleFindings,
  list: SeriesList,
): SampleBatch | null {
  const util = isObject(document) ? document['systemUtil'] : undefined;
  const info = isObject(util) ? util['utilInfo'] : undefined;
  if (!isObject(util) || !isObject(info)) {
    findings.add(
      'samples-hmc',
      'error',
      { expected: 'systemUtil.utilInfo' },
      () => `"${file}" holds no systemUtil.utilInfo; give processed metrics of the console.`,
    );
    return null;
  }
  const kind = textOf(info['metricType']) ?? 'Processed';
  if (kind !== 'Processed') {
    findings.add(
      'samples-hmc',
      'error',
      { value: kind, expected: 'Processed' },
      () => `"${file}" holds metrics of type "${kind}"; give processed ones, which are sampled evenly.`,
    );
    return null;
  }
  const order = Array.isArray(info['metricArrayOrder']) ? info['metricArrayOrder'].indexOf('AVG') : 0;
  const system = textOf(info['name']) ?? '';
  const arm = armOf(system, protocol) ?? armOf(textOf(info['mtms']) ?? '', protocol) ?? armOfPath(file);
  if (arm === null || order < 0) {
    findings.add('samples-place', 'error', { value: system }, () =>
      arm === null
        ? `Samples of "${file}" (managed system "${system}") name no arm; put the file into a folder "candidate" or "incumbent", or name the system in the protocol.`
        : `"${file}" names no "AVG" in its metricArrayOrder.`,
    );
    return null;
  }
  const metrics = [...new Set(protocol.endpoints.map(({ metric }) => metric))];
  const found = new Set<string>();
  const [time, value, series]: [number[], number[], number[]] = [[], [], []];
  for (const sample of objectsOf(util['utilSamples'])) {
    const told = isObject(sample['sampleInfo']) ? sample['sampleInfo'] : {};
    const moment = Date.parse((textOf(told['timeStamp']) ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    if (Number.isNaN(moment)) {
      findings.add(
        'samples-time',
        'error',
        { value: textOf(told['timeStamp']) ?? '' },
        (n) => `${n} samples of "${file}" have no time that can be read and were left out.`,
      );
      continue;
    }
    if ((numberOf(told['status']) ?? 0) !== 0) {
      findings.add(
        'samples-set-aside',
        'warning',
        {},
        (n) =>
          `${n} samples of "${file}" are marked by the console as not good (status other than 0) and were left out.`,
      );
      continue;
    }
    for (const metric of metrics)
      for (const { object, path } of roots(sample, metric)) {
        const own = valueAt(object, path, order);
        if (own === undefined) continue;
        found.add(metric);
        const name = object === sample ? '' : (textOf(object['name']) ?? textOf(object['uuid']) ?? '');
        const declared = protocol.workloads.find((one) => one.id === name || one.name === name);
        const [only] = protocol.workloads.length === 1 ? protocol.workloads : [];
        const workload = declared?.id ?? only?.id;
        if (workload === undefined) {
          findings.add(
            'samples-place',
            'warning',
            { value: name },
            (n) =>
              `${n} samples of "${file}" belong to "${name}" and others, which name no declared workload; they were left out.`,
          );
          continue;
        }
        time.push(moment);
        value.push(own);
        series.push(
          list.code({ arm, workload, metric, unit: null, instance: `${system} ${name}`.trim(), bound: null }),
        );
      }
  }
  if (found.size === 0)
    findings.add(
      'samples-metric',
      'error',
      { expected: metrics.join(', ') },
      () =>
        `"${file}" holds none of the metrics of the protocol (${metrics.map((one) => `"${one}"`).join(', ')}); name one by its path, such as "serverUtil.processor.utilizedProcUnits".`,
    );
  return {
    count: time.length,
    time: Float64Array.from(time),
    value: Float64Array.from(value),
    series: Int32Array.from(series),
    exposure: null,
  };
}

/** The objects that a metric's path begins with: the sample itself, or each partition or console of a list. */
function roots(
  sample: JsonObject,
  metric: string,
): readonly { readonly object: JsonObject; readonly path: readonly string[] }[] {
  const [first = '', ...rest] = metric.split('.');
  const under = sample[first] ?? (isObject(sample['systemUtil']) ? sample['systemUtil'][first] : undefined);
  if (Array.isArray(under)) return objectsOf(under).map((object) => ({ object, path: rest }));
  return isObject(under) ? [{ object: sample, path: metric.split('.') }] : [];
}

function valueAt(object: JsonObject, path: readonly string[], order: number): number | undefined {
  let at: unknown = object;
  for (const part of path) at = isObject(at) ? at[part] : undefined;
  return Array.isArray(at) ? numberOf(at[order]) : numberOf(at);
}

import type { Utilisation } from '@underpin/model';
import type { HardwareReader } from '../hardware-reader.ts';
import { isObject } from '../json-value.ts';
import type { OpenedEntry } from '../opened-entry.ts';
import { Reading } from '../reading.ts';
import { hmcMetrics, joinUtilisation } from './hmc-metrics.ts';
import { type HmcPartition, isPartitionList, partitionOfQuickJson, partitionOfResource } from './hmc-partition.ts';
import { type HmcSystem, isSystemList, mtmsForm, systemOfQuickJson, systemOfResource } from './hmc-system.ts';
import { hmcResources } from './hmc-xml.ts';

interface Placed<T> {
  readonly item: T;
  readonly file: string;
  readonly line?: number;
  readonly path?: string;
}

interface Found {
  readonly systems: Placed<HmcSystem>[];
  readonly partitions: Placed<HmcPartition>[];
  readonly metrics: { readonly file: string; readonly document: unknown }[];
}

const source = 'IBM Power HMC REST API: ManagedSystem, LogicalPartition, VirtualIOServer, ProcessedMetrics';
const jsonMarks = /"(?:MTMS|systemUtil|AssociatedManagedSystem)"\s*:/;

/** IBM Power Hardware Management Console: quick JSON lists, Atom feeds and processed metrics. */
export const hmcReader: HardwareReader = {
  id: 'hmc',
  title: 'IBM Power HMC REST recordings',
  source,
  recognises: (entry) => {
    const head = entry.head();
    if (head.includes('www.ibm.com/xmlns/systems/power/firmware/')) return 1;
    return /^\s*[[{]/.test(head) && jsonMarks.test(head) ? 1 : 0;
  },
  read: (entries) => {
    const reading = new Reading('hmc', source);
    const found: Found = { systems: [], partitions: [], metrics: [] };
    for (const entry of entries) gather(entry, found, reading);
    const hosts = addSystems(found, reading);
    addPartitions(found, hosts, reading);
    return reading.done();
  },
};

function gather(entry: OpenedEntry, found: Found, reading: Reading): void {
  if (/^\s*</.test(entry.head(1024))) gatherXml(entry, found, reading);
  else gatherJson(entry, found, reading);
}

function gatherXml(entry: OpenedEntry, found: Found, reading: Reading): void {
  const resources = hmcResources(entry);
  if (!resources.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${resources.reason}`);
    return;
  }
  for (const resource of resources.value) {
    const at = { file: entry.path, line: resource.line };
    if (resource.type === 'ManagedSystem') found.systems.push({ item: systemOfResource(resource), ...at });
    else if (resource.type === 'LogicalPartition' || resource.type === 'VirtualIOServer') {
      found.partitions.push({ item: partitionOfResource(resource), ...at });
    } else {
      reading.tally(
        'hardware.set-aside',
        'advisory',
        entry.path,
        `An entry of type "${resource.type}" describes no machine or partition: not read`,
        { line: resource.line, value: resource.type },
      );
    }
  }
}

function gatherJson(entry: OpenedEntry, found: Found, reading: Reading): void {
  const json = entry.json;
  if (!json.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${json.reason}`);
    return;
  }
  const document = json.value;
  if (isSystemList(document)) {
    document.forEach((item, index) =>
      found.systems.push({ item: systemOfQuickJson(item), file: entry.path, path: `/${index}` }),
    );
  } else if (isPartitionList(document)) {
    document.forEach((item, index) =>
      found.partitions.push({ item: partitionOfQuickJson(item), file: entry.path, path: `/${index}` }),
    );
  } else if (isObject(document) && 'systemUtil' in document) {
    found.metrics.push({ file: entry.path, document });
  } else {
    reading.find(
      'hardware.unexpected',
      'warning',
      entry.path,
      `"${entry.path}" is no list of systems or partitions and no metrics document of the console: not read`,
    );
  }
}

/** Adds the servers; returns the id of each by its UUID. */
function addSystems(found: Found, reading: Reading): Map<string, string> {
  const utilisation = utilisationByMtms(found, reading);
  const hosts = new Map<string, string>();
  for (const { item, file, line, path } of found.systems) {
    const parts = mtmsForm.exec(item.mtms);
    if (parts === null) {
      reading.find(
        'hardware.hmc.not-a-server',
        'warning',
        file,
        `The entry "${item.name}" is not a server: its MTMS reads "${item.mtms}" and its state "${item.state}". Nothing of it is counted; reconnect it and record again if a machine stands behind it`,
        { line, value: item.mtms, expected: 'machine type-model*serial, such as "8284-22A*21FD4AV"' },
      );
      continue;
    }
    if (item.uuid !== undefined) hosts.set(item.uuid, item.mtms);
    reading.add({
      id: item.mtms,
      kind: 'server',
      ...item.raw,
      machineType: parts[1],
      serial: parts[2],
      utilisation: utilisation.get(item.mtms),
      origin: { file, ...(line === undefined ? {} : { line }), ...(path === undefined ? {} : { path }) },
    });
    utilisation.delete(item.mtms);
  }
  addMeasuredOnly(found, utilisation, hosts, reading);
  return hosts;
}

/** Systems that only metrics speak of: they exist, and what they have inside was not observed. */
function addMeasuredOnly(
  found: Found,
  utilisation: ReadonlyMap<string, Utilisation>,
  hosts: Map<string, string>,
  reading: Reading,
): void {
  for (const { file, document } of found.metrics) {
    const metrics = hmcMetrics(document);
    if (!metrics.ok) continue;
    const { mtms, uuid, name } = metrics.value;
    const measured = utilisation.get(mtms);
    const parts = mtmsForm.exec(mtms);
    if (measured === undefined || parts === null) continue;
    if (uuid !== undefined) hosts.set(uuid, mtms);
    reading.add({
      id: mtms,
      kind: 'server',
      maker: 'IBM',
      name,
      machineType: parts[1],
      serial: parts[2],
      utilisation: measured,
      origin: { file, path: '/systemUtil/utilInfo' },
    });
  }
}

function utilisationByMtms(found: Found, reading: Reading): Map<string, Utilisation> {
  const byMtms = new Map<string, Utilisation>();
  const seen = new Set<string>();
  for (const { file, document } of found.metrics) {
    const metrics = hmcMetrics(document);
    if (!metrics.ok) {
      reading.find('hardware.unreadable', 'error', file, `Cannot read the metrics in "${file}": ${metrics.reason}`);
      continue;
    }
    const { mtms, utilisation, setAside } = metrics.value;
    if (setAside > 0) {
      reading.find(
        'hardware.hmc.samples-set-aside',
        'warning',
        file,
        `${setAside} samples are marked as not good or hold no processor figures: left out of peak and mean`,
        { key: `asset=${mtms}` },
      );
    }
    const window = `${mtms} ${utilisation.from} ${utilisation.to}`;
    if (seen.has(window)) continue;
    seen.add(window);
    const known = byMtms.get(mtms);
    byMtms.set(mtms, known === undefined ? utilisation : joinUtilisation(known, utilisation));
  }
  return byMtms;
}

function addPartitions(found: Found, hosts: ReadonlyMap<string, string>, reading: Reading): void {
  for (const { item, file, line, path } of found.partitions) {
    const host = item.systemUuid === undefined ? undefined : hosts.get(item.systemUuid);
    if (host === undefined) {
      reading.tally(
        'hardware.hmc.unknown-system',
        'warning',
        file,
        `A partition names the system "${item.systemUuid ?? ''}", which no list of systems holds: record ManagedSystem/quick/All too`,
        { line, value: item.systemUuid ?? '' },
      );
    }
    const hostId = host ?? (item.systemUuid === undefined ? undefined : `hmc:${item.systemUuid}`);
    reading.add({
      ...item.raw,
      id: `${hostId ?? file}/${item.uuid ?? path ?? String(line)}`,
      hostId,
      origin: { file, ...(line === undefined ? {} : { line }), ...(path === undefined ? {} : { path }) },
    });
  }
}

import type { ObservedAsset } from '@underpin/model';
import { cleanText } from '../clean-text.ts';
import { isObject, type JsonObject, numberOf, textOf } from '../json-value.ts';
import { machineId } from '../machine-id.ts';
import type { Reading } from '../reading.ts';
import type { RedfishResource, RedfishTree } from './redfish-tree.ts';

/** Adds a `ComputerSystem`. Cores are stated only when every processor's are, or the summary states them. */
export function addRedfishServer(resource: RedfishResource, tree: RedfishTree, reading: Reading): ObservedAsset {
  const { value, file, path } = resource;
  const virtual = value['SystemType'] === 'Virtual';
  const bios = usable(value['BiosVersion']);
  const memory = isObject(value['MemorySummary'])
    ? numberOf(value['MemorySummary']['TotalSystemMemoryGiB'])
    : undefined;
  return reading.add({
    id: machineId({ uuid: value['UUID'], serial: value['SerialNumber'] }, `${tree.root}${resource.id}`),
    kind: virtual ? 'partition' : 'server',
    name: value['HostName'],
    maker: value['Manufacturer'],
    model: value['Model'],
    ...partNumberOf(value),
    serial: value['SerialNumber'],
    firmware: bios === undefined ? undefined : { name: 'BIOS', level: bios },
    coresInstalled: virtual ? undefined : coresOf(resource, tree, reading),
    memoryMb: memory === undefined ? undefined : memory * 1024,
    state: textOf(value['PowerState']),
    origin: { file, ...(path === '' ? {} : { path }) },
  });
}

/** The part number, or the stock-keeping unit where that is what the maker fills (HPE's product id stands there). */
export function partNumberOf(value: JsonObject): { partNumber: unknown } {
  const partNumber = usable(value['PartNumber']);
  return { partNumber: partNumber === undefined ? (value['SKU'] ?? value['PartNumber']) : value['PartNumber'] };
}

/** The text when it says something. */
export function usable(value: unknown): string | undefined {
  const clean = typeof value === 'string' ? cleanText(value, true) : undefined;
  return clean?.kind === 'value' ? clean.value : undefined;
}

function coresOf({ id, value, file }: RedfishResource, tree: RedfishTree, reading: Reading): number | undefined {
  const summary = isObject(value['ProcessorSummary']) ? value['ProcessorSummary'] : {};
  const stated = numberOf(summary['CoreCount']);
  if (stated !== undefined && stated > 0) return stated;
  const processors = tree
    .ofType('Processor')
    .filter((processor) => processor.id.toLowerCase().startsWith(`${id.toLowerCase()}/processors/`))
    .filter(({ value: processor }) => (processor['ProcessorType'] ?? 'CPU') === 'CPU' && !isAbsent(processor));
  const cores = processors.map(({ value: processor }) => numberOf(processor['TotalCores']));
  const expected = numberOf(summary['Count']);
  if (
    processors.length > 0 &&
    (expected === undefined || expected === processors.length) &&
    cores.every((n) => n !== undefined && n > 0)
  ) {
    return cores.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  }
  reading.find(
    'hardware.redfish.cores',
    'advisory',
    file,
    `The cores of "${id}" are unobserved: ${processors.length} of ${expected ?? 'an unknown number of'} processors were given. Record the Processors collection too`,
    { key: `resource=${id}` },
  );
  return undefined;
}

/** True for a slot or bay with nothing in it. */
export function isAbsent(value: JsonObject): boolean {
  return isObject(value['Status']) && value['Status']['State'] === 'Absent';
}

import { isObject, type JsonObject, textOf } from '../json-value.ts';
import type { RawAsset } from '../reading.ts';
import type { HmcResource } from './hmc-xml.ts';

/** A partition before its system is known. */
export interface HmcPartition {
  readonly uuid: string | undefined;
  readonly systemUuid: string | undefined;
  readonly raw: Omit<RawAsset, 'id' | 'origin'>;
}

/** A `LogicalPartition` or `VirtualIOServer` of an Atom document. */
export function partitionOfResource({ type, texts, links }: HmcResource): HmcPartition {
  const at = (path: string): string | undefined => texts.get(path);
  const processors = 'PartitionProcessorConfiguration';
  return {
    uuid: at('PartitionUUID') ?? at('Metadata/Atom/AtomID'),
    systemUuid: systemOfAddress(links.get('AssociatedManagedSystem')),
    raw: {
      kind: type === 'VirtualIOServer' ? 'io server' : 'partition',
      name: at('PartitionName'),
      role: at('PartitionType'),
      os: at('OperatingSystemVersion'),
      state: at('PartitionState'),
      sharingMode: at(`${processors}/CurrentSharingMode`) ?? at(`${processors}/SharingMode`),
      processorUnitsDesired:
        at(`${processors}/SharedProcessorConfiguration/DesiredProcessingUnits`) ??
        at(`${processors}/DedicatedProcessorConfiguration/DesiredProcessors`),
      processorUnitsCurrent:
        at(`${processors}/CurrentSharedProcessorConfiguration/CurrentProcessingUnits`) ??
        at(`${processors}/CurrentDedicatedProcessorConfiguration/CurrentProcessors`),
      virtualProcessors: at(`${processors}/CurrentSharedProcessorConfiguration/AllocatedVirtualProcessors`),
      memoryMb: at('PartitionMemoryConfiguration/CurrentMemory'),
    },
  };
}

/** A partition of `LogicalPartition/quick/All` or `VirtualIOServer/quick/All`. */
export function partitionOfQuickJson(item: JsonObject): HmcPartition {
  return {
    uuid: textOf(item['UUID']) ?? textOf(item['PartitionUUID']),
    systemUuid: systemOfAddress(textOf(item['AssociatedManagedSystem'])),
    raw: {
      kind: item['PartitionType'] === 'Virtual IO Server' ? 'io server' : 'partition',
      name: item['PartitionName'],
      role: item['PartitionType'],
      os: item['OperatingSystemVersion'],
      state: item['PartitionState'],
      sharingMode: item['SharingMode'],
      processorUnitsCurrent: item['CurrentProcessingUnits'] ?? item['CurrentProcessors'],
      virtualProcessors: item['AllocatedVirtualProcessors'],
      memoryMb: item['CurrentMemory'],
    },
  };
}

/** True for the list that a quick request for partitions gives. */
export function isPartitionList(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item) && 'PartitionType' in item);
}

function systemOfAddress(address: string | undefined): string | undefined {
  return /\/ManagedSystem\/([0-9a-fA-F-]{36})/.exec(address ?? '')?.[1];
}

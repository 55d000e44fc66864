import type { AssetKind } from '@underpin/model';
import { isObject, type JsonObject, numberOf, objectsOf, textOf } from '../json-value.ts';
import type { Reading } from '../reading.ts';
import { isAbsent, partNumberOf, usable } from './redfish-server.ts';
import { onlyLink, type RedfishResource, type RedfishTree } from './redfish-tree.ts';

const kinds: Readonly<Record<string, { readonly kind: AssetKind; readonly role: string }>> = {
  Chassis: { kind: 'enclosure', role: 'chassis' },
  Processor: { kind: 'component', role: 'processor' },
  Memory: { kind: 'component', role: 'memory' },
  Drive: { kind: 'component', role: 'drive' },
  StorageController: { kind: 'component', role: 'storage controller' },
  NetworkAdapter: { kind: 'component', role: 'network adapter' },
  PCIeDevice: { kind: 'component', role: 'PCIe device' },
  PowerSupply: { kind: 'component', role: 'power supply' },
  Manager: { kind: 'component', role: 'management controller' },
  SoftwareInventory: { kind: 'firmware', role: 'firmware' },
};

/** Types of resources that become assets beside the systems. */
export const redfishPartTypes: readonly string[] = Object.keys(kinds);

/** Adds one part of a system, or one item of firmware, below the server it belongs to. */
export function addRedfishPart(
  resource: RedfishResource,
  tree: RedfishTree,
  servers: ReadonlyMap<string, string>,
  reading: Reading,
): void {
  const { id, type, value, file, path } = resource;
  const what = kinds[type];
  if (what === undefined) return;
  if (isAbsent(value) || (type === 'Memory' && numberOf(value['CapacityMiB']) === 0)) {
    reading.tally('hardware.empty-slots', 'advisory', file, `A place for a part (${what.role}) is empty: not listed`, {
      value: what.role,
    });
    return;
  }
  const hostId = hostOf(resource, tree, servers);
  if (what.kind === 'firmware' && usable(value['Manufacturer']) === undefined) {
    reading.tally(
      'hardware.redfish.firmware-maker',
      'advisory',
      file,
      'A firmware item names no maker: unobserved, not taken from the machine it runs on',
    );
  }
  const level = usable(value['FirmwareVersion']) ?? usable(value['Revision']) ?? firmwarePackage(value);
  const software = what.kind === 'firmware' ? usable(value['Version']) : undefined;
  const bytes = numberOf(value['CapacityBytes']);
  reading.add({
    id: `${hostId ?? tree.root}${id}`,
    kind: what.kind,
    role: what.role,
    hostId,
    name: value['Name'],
    maker: value['Manufacturer'],
    model: value['Model'],
    ...partNumberOf(value),
    serial: value['SerialNumber'],
    position: value['DeviceLocator'] ?? value['Socket'] ?? textOf(serviceLabel(value)),
    firmware:
      software !== undefined
        ? { ...(usable(value['Name']) === undefined ? {} : { name: usable(value['Name']) as string }), level: software }
        : level === undefined
          ? undefined
          : { level },
    ...(type === 'Processor' ? { coresInstalled: value['TotalCores'] } : {}),
    ...(type === 'Memory' ? { memoryMb: value['CapacityMiB'] } : {}),
    ...(type === 'Drive' && bytes !== undefined ? { capacityMb: bytes / 1_048_576 } : {}),
    origin: { file, ...(path === '' ? {} : { path }) },
  });
}

/** The system a part belongs to: by its address, its links, the chassis around it, or because there is only one. */
function hostOf(
  resource: RedfishResource,
  tree: RedfishTree,
  servers: ReadonlyMap<string, string>,
): string | undefined {
  const seen = new Set<string>();
  let at: RedfishResource | undefined = resource;
  while (at !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const inside: string | undefined = /^(.*\/Systems\/[^/#]+)/i.exec(at.id)?.[1];
    if (inside !== undefined) return servers.get(inside.toLowerCase());
    const stated: unknown = at.value['Links'];
    const links: JsonObject = isObject(stated) ? stated : {};
    const direct = onlyLink(links['ComputerSystems']) ?? onlyLink(links['ManagerForServers']);
    const server: string | undefined = isObject(direct)
      ? servers.get((textOf(direct['@odata.id']) ?? '').replace(/\/$/, '').toLowerCase())
      : undefined;
    if (server !== undefined) return server;
    const chassis: string | undefined = /^(.*\/Chassis\/[^/#]+)[/#]/i.exec(at.id)?.[1];
    at = tree.find(links['ContainedBy']) ?? (chassis === undefined ? undefined : tree.find(chassis));
  }
  return servers.size === 1 ? [...servers.values()][0] : undefined;
}

function firmwarePackage(value: JsonObject): string | undefined {
  return usable(objectsOf(value['Controllers'])[0]?.['FirmwarePackageVersion']);
}

function serviceLabel(value: JsonObject): unknown {
  const location = isObject(value['PhysicalLocation']) ? value['PhysicalLocation'] : value['Location'];
  const part = isObject(location) ? location['PartLocation'] : undefined;
  return isObject(part) ? part['ServiceLabel'] : undefined;
}

import type { AssetKind } from '@underpin/model';
import type { HardwareReader } from './hardware-reader.ts';
import { isObject, type JsonObject, objectsOf, textOf } from './json-value.ts';
import type { OpenedEntry } from './opened-entry.ts';
import { Reading } from './reading.ts';

const source =
  'CycloneDX 1.4 to 1.7 (ECMA-424); property names of CycloneDX/cyclonedx-property-taxonomy: cdx/device.md';
const knownVersions: readonly string[] = ['1.4', '1.5', '1.6', '1.7'];

const kinds: Readonly<Record<string, { readonly kind: AssetKind; readonly role: string }>> = {
  device: { kind: 'component', role: 'device' },
  firmware: { kind: 'firmware', role: 'firmware' },
  'device-driver': { kind: 'software', role: 'device driver' },
  'operating-system': { kind: 'software', role: 'operating system' },
  platform: { kind: 'software', role: 'platform' },
};

/** CycloneDX bills of materials that list devices and firmware, JSON form. */
export const cyclonedxReader: HardwareReader = {
  id: 'cyclonedx',
  title: 'CycloneDX BOM with device components',
  source,
  recognises: (entry) => {
    const head = entry.head();
    if (/"bomFormat"\s*:\s*"CycloneDX"/.test(head)) return 1;
    return head.includes('http://cyclonedx.org/schema/bom') ? 0.9 : 0;
  },
  read: (entries) => {
    const reading = new Reading('cyclonedx', source);
    for (const entry of entries) readEntry(entry, reading);
    return reading.done();
  },
};

function readEntry(entry: OpenedEntry, reading: Reading): void {
  if (/^\s*</.test(entry.head(1024))) {
    reading.find(
      'hardware.unexpected',
      'error',
      entry.path,
      `"${entry.path}" is a CycloneDX bill in XML: convert it to JSON and send that`,
    );
    return;
  }
  const json = entry.json;
  if (!json.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${json.reason}`);
    return;
  }
  if (!isObject(json.value) || json.value['bomFormat'] !== 'CycloneDX') {
    reading.find('hardware.unexpected', 'error', entry.path, `"${entry.path}" is no CycloneDX bill: not read`);
    return;
  }
  const bom = json.value;
  const version = textOf(bom['specVersion']) ?? '';
  if (!knownVersions.includes(version)) {
    reading.find(
      'hardware.cyclonedx.version',
      'warning',
      entry.path,
      `The bill is written in CycloneDX "${version}": read as far as it agrees with the known versions`,
      { value: version, expected: knownVersions.join(', ') },
    );
  }
  const serial = textOf(bom['serialNumber']) ?? entry.path;
  const metadata = isObject(bom['metadata']) ? bom['metadata'] : {};
  const root = isObject(metadata['component']) ? metadata['component'] : undefined;
  let hostId: string | undefined;
  if (root !== undefined) {
    hostId = addComponent(root, { serial, path: '/metadata/component', hostId: undefined }, entry, reading);
    addAll(root['components'], { serial, path: '/metadata/component/components', hostId }, entry, reading);
  }
  addAll(bom['components'], { serial, path: '/components', hostId }, entry, reading);
}

interface Place {
  readonly serial: string;
  readonly path: string;
  readonly hostId: string | undefined;
}

function addAll(list: unknown, place: Place, entry: OpenedEntry, reading: Reading): void {
  objectsOf(list).forEach((component, index) => {
    const path = `${place.path}/${index}`;
    const id = addComponent(component, { ...place, path }, entry, reading);
    addAll(
      component['components'],
      { ...place, path: `${path}/components`, hostId: id ?? place.hostId },
      entry,
      reading,
    );
  });
}

function addComponent(component: JsonObject, place: Place, entry: OpenedEntry, reading: Reading): string | undefined {
  const type = textOf(component['type']) ?? '';
  const what = kinds[type];
  if (what === undefined) {
    reading.tally(
      'hardware.set-aside',
      'advisory',
      entry.path,
      `A component of type "${type}" is neither a device nor firmware: not listed`,
      { value: type },
    );
    return undefined;
  }
  const properties = propertiesOf(component);
  const role =
    properties.get('cdx:device:function') ??
    (place.path === '/metadata/component' ? `described ${what.role}` : what.role);
  const isServer = type === 'device' && /^servers?$/i.test(properties.get('cdx:device:deviceType') ?? '');
  const version = textOf(component['version']);
  const name = textOf(component['name']);
  return reading.add({
    id: `${place.serial}#${textOf(component['bom-ref']) ?? place.path}`,
    kind: isServer ? 'server' : what.kind,
    role,
    hostId: place.hostId,
    name,
    ...makerOf(component, entry, reading),
    model: type === 'device' ? name : undefined,
    partNumber: properties.get('cdx:device:sku'),
    serial: properties.get('cdx:device:serialNumber'),
    quantity: properties.get('cdx:device:quantity'),
    position: properties.get('cdx:device:location'),
    firmware:
      what.kind === 'firmware' && version !== undefined
        ? { ...(name === undefined ? {} : { name }), level: version }
        : undefined,
    origin: { file: entry.path, path: place.path },
  }).id;
}

/** Who made it. A supplier may have only sold it, so taking the supplier is told. */
function makerOf(
  component: JsonObject,
  entry: OpenedEntry,
  reading: Reading,
): { maker?: string; received?: Record<string, string> } {
  const manufacturer = isObject(component['manufacturer']) ? textOf(component['manufacturer']['name']) : undefined;
  if (manufacturer !== undefined) return { maker: manufacturer };
  const supplier = isObject(component['supplier']) ? textOf(component['supplier']['name']) : undefined;
  if (supplier === undefined) return {};
  reading.tally(
    'hardware.cyclonedx.supplier',
    'advisory',
    entry.path,
    'A component names a supplier and no manufacturer: the supplier is taken as the maker, though it may have only sold it',
  );
  return { maker: supplier, received: { supplier } };
}

function propertiesOf(component: JsonObject): Map<string, string> {
  const properties = new Map<string, string>();
  for (const property of objectsOf(component['properties'])) {
    const name = textOf(property['name']);
    const value = textOf(property['value']);
    if (name !== undefined && value !== undefined && !properties.has(name)) properties.set(name, value);
  }
  return properties;
}

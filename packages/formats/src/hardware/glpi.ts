import type { HardwareReader } from './hardware-reader.ts';
import { isObject, type JsonObject, numberOf, textOf } from './json-value.ts';
import { machineId } from './machine-id.ts';
import { machineKind } from './machine-kind.ts';
import type { OpenedEntry } from './opened-entry.ts';
import { Reading } from './reading.ts';
import { isVirtualMachine } from './virtual-machine.ts';

const source = 'glpi-project/inventory_format: inventory.schema.json (JSON inventory of the GLPI agent)';

/** GLPI agent inventory, JSON form. Names are matched without regard to case: agents of different age write them differently. */
export const glpiReader: HardwareReader = {
  id: 'glpi',
  title: 'GLPI inventory JSON',
  source,
  recognises: (entry) => {
    const head = entry.head();
    if (!/^\s*\{/.test(head)) return 0;
    if (/"versionclient"\s*:/i.test(head)) return 1;
    return /"deviceid"\s*:/i.test(head) && /"content"\s*:/i.test(head) ? 0.9 : 0;
  },
  read: (entries) => {
    const reading = new Reading('glpi', source);
    for (const entry of entries) readEntry(entry, reading);
    return reading.done();
  },
};

function readEntry(entry: OpenedEntry, reading: Reading): void {
  const json = entry.json;
  if (!json.ok) {
    reading.find('hardware.unreadable', 'error', entry.path, `Cannot read "${entry.path}": ${json.reason}`);
    return;
  }
  const root = isObject(json.value) ? lower(json.value) : {};
  const content = isObject(root['content']) ? lower(root['content']) : undefined;
  if (content === undefined) {
    reading.find(
      'hardware.incomplete',
      'error',
      entry.path,
      `"${entry.path}" holds no "content": it is no whole GLPI inventory`,
      {
        expected: 'an object named "content"',
      },
    );
    return;
  }
  const bios = one(content['bios']);
  const hardware = one(content['hardware']);
  const system = one(content['operatingsystem']);
  const cpus = many(content['cpus']);
  const memories = many(content['memories']).filter((memory) => (numberOf(memory['capacity']) ?? 1) > 0);
  const vmsystem = textOf(hardware['vmsystem']);
  const virtual =
    (vmsystem !== undefined && vmsystem !== 'Physical') ||
    isVirtualMachine(textOf(bios['smanufacturer']), textOf(bios['smodel']));
  const device = textOf(root['deviceid']);
  const host = reading.add({
    id: machineId({ uuid: hardware['uuid'], serial: bios['ssn'] }, device ?? entry.path),
    kind:
      root['itemtype'] === 'NetworkEquipment'
        ? 'network'
        : virtual
          ? 'partition'
          : machineKind(textOf(hardware['chassis_type']), entry.path, reading),
    role: hardware['chassis_type'],
    name: hardware['name'],
    maker: bios['smanufacturer'],
    model: bios['smodel'],
    partNumber: bios['skunumber'],
    serial: bios['ssn'],
    firmware: biosOf(bios),
    coresInstalled: virtual ? undefined : total(cpus, 'corecount'),
    coresActive: virtual ? undefined : total(cpus, 'core'),
    virtualProcessors: virtual ? total(cpus, 'core') : undefined,
    memoryMb: total(memories, 'capacity') ?? hardware['memory'],
    os: system['full_name'] ?? joined(system['name'], system['version']) ?? hardware['osname'],
    origin: { file: entry.path, path: '/content' },
  });
  addMainboard(bios, host.id, entry, reading);
  addParts(content, host.id, entry, reading);
  addGuests(content, host.id, entry, reading);
  addDatabases(content, host.id, entry, reading);
  if (root['partial'] === true) {
    reading.find(
      'hardware.glpi.partial',
      'advisory',
      entry.path,
      `"${entry.path}" is a partial inventory: what it does not list is unobserved, not absent`,
    );
  }
}

interface PartForm {
  readonly section: string;
  readonly role: string;
  readonly model: readonly string[];
  readonly partNumber: readonly string[];
  readonly serial: readonly string[];
}

const parts: readonly PartForm[] = [
  { section: 'cpus', role: 'processor', model: ['name'], partNumber: ['partnumber'], serial: ['serial'] },
  {
    section: 'memories',
    role: 'memory',
    model: ['model', 'description'],
    partNumber: ['partnumber'],
    serial: ['serialnumber'],
  },
  {
    section: 'storages',
    role: 'drive',
    model: ['model', 'name'],
    partNumber: ['partnumber'],
    serial: ['serial', 'serialnumber'],
  },
  {
    section: 'powersupplies',
    role: 'power supply',
    model: ['model', 'name'],
    partNumber: ['partnum'],
    serial: ['serialnumber'],
  },
];

function addParts(content: JsonObject, hostId: string, entry: OpenedEntry, reading: Reading): void {
  for (const { section, role, model, partNumber, serial } of parts) {
    many(content[section]).forEach((part, index) => {
      if (section === 'memories' && (numberOf(part['capacity']) ?? 1) <= 0) {
        reading.tally(
          'hardware.empty-slots',
          'advisory',
          entry.path,
          'A place for a part (memory) is empty: not listed',
        );
        return;
      }
      const level = textOf(part['firmware']);
      reading.add({
        id: `${hostId}/${section} ${index}`,
        kind: 'component',
        hostId,
        role,
        maker: part['manufacturer'],
        model: first(part, model),
        partNumber: first(part, partNumber),
        serial: first(part, serial),
        position: part['caption'] ?? part['location'],
        firmware: level === undefined || level === '' ? undefined : { level },
        ...(section === 'cpus' ? { coresInstalled: part['corecount'], coresActive: part['core'] } : {}),
        ...(section === 'memories' ? { memoryMb: part['capacity'] } : {}),
        ...(section === 'storages' ? { capacityMb: part['disksize'] } : {}),
        origin: { file: entry.path, path: `/content/${section}/${index}` },
      });
    });
  }
  many(content['firmwares']).forEach((item, index) => {
    const name = textOf(item['name']);
    const level = textOf(item['version']);
    reading.add({
      id: `${hostId}/firmwares ${index}`,
      kind: 'firmware',
      hostId,
      role: 'firmware',
      name,
      maker: item['manufacturer'],
      firmware: level === undefined ? undefined : { ...(name === undefined ? {} : { name }), level },
      origin: { file: entry.path, path: `/content/firmwares/${index}` },
    });
  });
  const softwares = many(content['softwares']).length;
  if (softwares > 0) {
    reading.find(
      'hardware.set-aside',
      'advisory',
      entry.path,
      `${softwares} installed packages are no hardware: not listed`,
      {
        value: 'softwares',
      },
    );
  }
}

function addMainboard(bios: JsonObject, hostId: string, entry: OpenedEntry, reading: Reading): void {
  if (bios['mmodel'] === undefined && bios['msn'] === undefined) return;
  reading.add({
    id: `${hostId}/mainboard`,
    kind: 'component',
    hostId,
    role: 'mainboard',
    maker: bios['mmanufacturer'],
    model: bios['mmodel'],
    serial: bios['msn'],
    origin: { file: entry.path, path: '/content/bios' },
  });
}

function addGuests(content: JsonObject, hostId: string, entry: OpenedEntry, reading: Reading): void {
  many(content['virtualmachines']).forEach((guest, index) => {
    reading.add({
      id: `${hostId}/guest ${textOf(guest['uuid']) ?? textOf(guest['name']) ?? index}`,
      kind: 'partition',
      hostId,
      name: guest['name'],
      role: guest['vmtype'],
      virtualProcessors: guest['vcpu'],
      memoryMb: guest['memory'],
      state: guest['status'],
      origin: { file: entry.path, path: `/content/virtualmachines/${index}` },
    });
  });
}

/** Database servers; agents of different age name the section differently. */
function addDatabases(content: JsonObject, hostId: string, entry: OpenedEntry, reading: Reading): void {
  for (const section of ['databases_services', 'databases_servers']) {
    many(content[section]).forEach((item, index) => {
      const level = textOf(item['version']);
      reading.add({
        id: `${hostId}/${section} ${index}`,
        kind: 'software',
        hostId,
        role: 'database',
        name: item['name'],
        maker: item['manufacturer'],
        model: item['name'],
        firmware: level === undefined || level === '' ? undefined : { level },
        origin: { file: entry.path, path: `/content/${section}/${index}` },
      });
    });
  }
}

function biosOf(bios: JsonObject): { name: string; level: string } | undefined {
  const level = textOf(bios['bversion'])?.trim();
  return level === undefined || level === '' ? undefined : { name: 'BIOS', level };
}

/** The sum when each part states a number; otherwise unobserved. */
function total(items: readonly JsonObject[], field: string): number | undefined {
  let sum = 0;
  for (const item of items) {
    const number = numberOf(item[field]);
    if (number === undefined) return undefined;
    sum += number;
  }
  return items.length === 0 ? undefined : sum;
}

function joined(...values: readonly unknown[]): string | undefined {
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '');
  return texts.length === 0 ? undefined : texts.join(' ');
}

function first(item: JsonObject, fields: readonly string[]): unknown {
  return fields.map((field) => item[field]).find((value) => value !== undefined && value !== null && value !== '');
}

function lower(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}

function one(value: unknown): JsonObject {
  const found: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(found) ? lower(found) : {};
}

function many(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject).map(lower);
}

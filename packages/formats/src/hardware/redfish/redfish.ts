import type { HardwareReader } from '../hardware-reader.ts';
import { Reading } from '../reading.ts';
import { addRedfishPart, redfishPartTypes } from './redfish-parts.ts';
import { addRedfishServer, usable } from './redfish-server.ts';
import { type RedfishResource, type RedfishTree, redfishTrees } from './redfish-tree.ts';

const source =
  'DMTF DSP0266 and DSP8010 (Redfish): ComputerSystem, Chassis, Manager, SoftwareInventory and their parts';

/** Trees of Redfish documents: recorded services as flat files or as folders of index.json. */
export const redfishReader: HardwareReader = {
  id: 'redfish',
  title: 'Redfish trees',
  source,
  recognises: (entry) => {
    const head = entry.head();
    return /^\s*\{/.test(head) && /"@odata\.(?:id|type)"\s*:/.test(head) ? 1 : 0;
  },
  read: (entries) => {
    const reading = new Reading('redfish', source);
    for (const tree of redfishTrees(entries, reading)) readTree(tree, reading);
    return reading.done();
  },
};

function readTree(tree: RedfishTree, reading: Reading): void {
  const servers = new Map<string, string>();
  for (const system of tree.ofType('ComputerSystem')) {
    servers.set(system.id.toLowerCase(), addRedfishServer(system, tree, reading).id);
  }
  if (servers.size === 0) {
    reading.find(
      'hardware.incomplete',
      'warning',
      tree.file,
      `The tree below "${tree.root}" holds no ComputerSystem: which machine its parts are in is unobserved. Record /redfish/v1/Systems too`,
    );
  }
  for (const part of withoutSecondFaces(tree.ofType(...redfishPartTypes), reading)) {
    addRedfishPart(part, tree, servers, reading);
  }
  tellUnattested(tree, reading);
  const missing = tree.missing();
  if (missing.length > 0) {
    reading.find(
      'hardware.redfish.missing',
      'advisory',
      tree.file,
      `${missing.length} linked documents about hardware are not among the files, such as "${missing[0] ?? ''}": what they state is unobserved`,
      { value: missing[0] ?? '' },
    );
  }
}

/** One adapter or accelerator often stands twice: by what it does, and as a PCIe device. The serial number tells; it is listed once. */
function withoutSecondFaces(parts: readonly RedfishResource[], reading: Reading): RedfishResource[] {
  const serials = new Set<string>();
  for (const { type, value } of parts) {
    const serial = usable(value['SerialNumber']);
    if (type !== 'PCIeDevice' && type !== 'Chassis' && serial !== undefined) serials.add(serial);
  }
  return parts.filter(({ type, value, file }) => {
    const second = type === 'PCIeDevice' && serials.has(usable(value['SerialNumber']) ?? '');
    if (second) {
      reading.tally(
        'hardware.redfish.two-faces',
        'advisory',
        file,
        'A PCIe device carries the serial number of an adapter, processor or drive that is listed: counted once',
      );
    }
    return !second;
  });
}

/** A component that could prove what it is but does not: its presence must not read as proof. */
function tellUnattested(tree: RedfishTree, reading: Reading): void {
  for (const { value, file } of tree.ofType('ComponentIntegrity')) {
    if (value['ComponentIntegrityEnabled'] === true) continue;
    reading.tally(
      'hardware.redfish.not-attested',
      'advisory',
      file,
      'A component lists an integrity protocol that is switched off: present, not attested',
    );
  }
}
